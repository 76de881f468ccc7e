cp "$GREFFE_MODELS/attestation/departements.tsv" d.tsv
greffe check --table=departements=d.tsv immeuble.xml attestation.xml
