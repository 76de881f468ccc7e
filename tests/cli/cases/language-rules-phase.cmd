sed '/<signataire>/,/<\/signataire>/d' gabarits.xml > sans.xml
greffe check sans.xml && greffe check --phase=signature sans.xml
