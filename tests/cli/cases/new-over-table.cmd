cp "$GREFFE_MODELS/attestation/departements.tsv" d.tsv
greffe new --force --table=departements=d.tsv attestation -o d.tsv; status=$?; tail -1 d.tsv; exit $status
