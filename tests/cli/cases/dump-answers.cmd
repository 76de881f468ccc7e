greffe dump --stage=answers attestation.xml
