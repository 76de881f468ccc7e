greffe dump --stage=form attestation
