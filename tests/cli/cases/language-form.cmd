greffe dump --stage=form gabarits
