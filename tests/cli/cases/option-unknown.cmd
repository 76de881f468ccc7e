greffe render --pdfa attestation.xml
