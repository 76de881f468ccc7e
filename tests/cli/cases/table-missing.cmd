greffe check --table=departements=absent.tsv attestation.xml
greffe new --table=departements=absent/d.tsv attestation
