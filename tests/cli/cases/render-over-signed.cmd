greffe render attestation.xml -o acte.pdf && echo signature >>acte.pdf && cp acte.pdf avant.pdf
greffe render attestation.xml -o acte.pdf
status=$?
cmp acte.pdf avant.pdf && echo intact
exit $status
