# A number that no page would show is refused.
export GREFFE_FORMS=modeles
greffe render --first-sheet=41 --variant=copie feuillets-1.xml -o acte.pdf || { echo $?; test ! -e acte.pdf; }
