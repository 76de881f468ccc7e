printf 'code\tnom\tde\n99\tAilleurs\td’Ailleurs\n' >ailleurs.tsv
sed 's/departement="15"/departement="99"/' attestation.xml >ailleurs.xml
greffe check ailleurs.xml
greffe check --table=departements=ailleurs.tsv ailleurs.xml
