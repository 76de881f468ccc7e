greffe check attestation.xml
