greffe actes attestation.xml
