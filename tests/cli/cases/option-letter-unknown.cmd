greffe render -x attestation.xml
