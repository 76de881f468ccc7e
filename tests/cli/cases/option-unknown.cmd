greffe render --papier attestation.xml
