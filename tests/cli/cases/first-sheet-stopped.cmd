# After a form that is not printed nobody knows the number of the next sheet.
export GREFFE_FORMS=modeles
mkdir sortie
sed 's/Premier acte//' feuillets-1.xml >feuillets-0.xml
greffe render --first-sheet=41 feuillets-0.xml feuillets-2.xml -o sortie || { echo $?; ls sortie; }
