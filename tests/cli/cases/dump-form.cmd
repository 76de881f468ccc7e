greffe dump --stage=form attestation | sed -n 1,12p
