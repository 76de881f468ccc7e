# Under another name it is the same file: nothing is written, not even the first PDF.
ln attestation.xml assemblee.pdf
greffe render --force assemblee.xml attestation.xml; status=$?
head -c 5 attestation.xml; ls attestation.pdf; exit $status
