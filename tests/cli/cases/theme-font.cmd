echo '<theme xmlns="urn:greffe:theme:1" text="PT Sherif" headings="Comic Sans MS"/>' >theme.xml
greffe render --theme=theme.xml attestation.xml; status=$?; ls attestation.pdf; exit $status
