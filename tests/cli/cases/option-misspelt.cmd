greffe check --fromat=json attestation.xml
