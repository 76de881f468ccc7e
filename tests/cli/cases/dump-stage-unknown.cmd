greffe dump --stage=page attestation.xml
