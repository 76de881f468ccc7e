greffe check --table=departements attestation.xml
