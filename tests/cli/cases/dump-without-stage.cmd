greffe dump attestation.xml
