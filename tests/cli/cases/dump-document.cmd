greffe dump --stage=document attestation.xml | sed -n 1,12p
