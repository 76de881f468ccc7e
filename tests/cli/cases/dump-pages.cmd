greffe dump --stage=pages attestation.xml | head -20
