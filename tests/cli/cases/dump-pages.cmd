greffe dump --stage=pages attestation.xml | head -12
