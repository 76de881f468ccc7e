# Levels, dates in force, a dated parameter, a related place, a rule of one phase.
sed 's/<valeur>250</<valeur>300</' gabarits.xml > trop.xml
greffe check --notes trop.xml
