# A document that hides what is personal holds it nowhere in its bytes, neither do its metadata.
greffe render --variant=champs gabarits.xml -o champs.pdf
qpdf --qdf --object-streams=disable champs.pdf - | grep -c -a -e 'nul ne le lit' -e 'Alix'
pdftotext champs.pdf - | grep -e 'nul ne' -e Alix -e 'longueur'
