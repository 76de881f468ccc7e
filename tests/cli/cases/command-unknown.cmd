greffe imprimer attestation.xml
