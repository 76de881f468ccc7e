greffe dump --stage=document --variant=blocs gabarits.xml
