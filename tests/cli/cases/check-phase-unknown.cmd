greffe check --phase=signature attestation.xml
