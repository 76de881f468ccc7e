# --first-sheet with --parts: each PDF goes on with the sheets of the one before.
export GREFFE_FORMS=modeles
mkdir sortie
greffe render --first-sheet=7 --parts feuillets-1.xml -o sortie
for pdf in sortie/*.pdf; do pdftotext -layout "$pdf" - | grep -aE 'feuillet|page' | sed 's/^ *//'; done
