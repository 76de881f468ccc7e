# A row too short, then a column that the model needs: in both cases it is the file that is wrong.
printf 'code\tnom\tde\n12\tAveyron\n' >d.tsv
greffe check --table=departements=./d.tsv attestation.xml
printf 'code\tnom\n15\tCantal\n' >d.tsv
greffe check --table=departements=d.tsv attestation.xml
printf 'numero\tnom\n15\tCantal\n' >d.tsv
greffe check --table=departements=d.tsv attestation.xml
