# --first-sheet: sheets are numbered through parts and from one form to the next; without it their number is left blank.
export GREFFE_FORMS=modeles
mkdir sortie
greffe render --first-sheet=41 feuillets-1.xml feuillets-2.xml -o sortie
for pdf in sortie/*.pdf; do pdftotext -layout "$pdf" - | grep -aE 'feuillet|page' | sed 's/^ *//'; done
greffe dump --stage=pages feuillets-1.xml | grep -aE 'header|^page'
