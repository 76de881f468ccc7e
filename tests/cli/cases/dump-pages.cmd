greffe dump --stage=pages attestation.xml | sed -n 1,12p
