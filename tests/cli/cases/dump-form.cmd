greffe dump --stage=form attestation | head -12
