greffe dump --stage=answers gabarits.xml
