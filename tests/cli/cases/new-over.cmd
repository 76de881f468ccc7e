greffe new attestation -o attestation.xml
