greffe dump --stage=document attestation.xml
