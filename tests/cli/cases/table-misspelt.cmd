cp "$GREFFE_MODELS/attestation/departements.tsv" d.tsv
greffe render --table=departement=d.tsv attestation.xml; status=$?; ls attestation.pdf; exit $status
