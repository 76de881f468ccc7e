greffe check --fo=json attestation.xml
