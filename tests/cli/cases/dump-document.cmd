greffe dump --stage=document attestation.xml | head -12
