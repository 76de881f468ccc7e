greffe dump --stage=document --variant=champs gabarits.xml
