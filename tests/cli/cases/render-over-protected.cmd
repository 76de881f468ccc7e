greffe render attestation.xml -o acte.pdf; chmod 444 acte.pdf
greffe render attestation.xml -o acte.pdf
stat -c %a acte.pdf
greffe render --force attestation.xml -o acte.pdf; status=$?
stat -c %a acte.pdf; exit $status
