greffe render --format=json attestation.xml
