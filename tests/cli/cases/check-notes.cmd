greffe check --notes attestation.xml
