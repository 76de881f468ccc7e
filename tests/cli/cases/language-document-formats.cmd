greffe dump --stage=document --variant=formats gabarits.xml
