# --first-sheet takes whole numbers from 1.
export GREFFE_FORMS=modeles
for number in 0 -3 4.5 1000000 n°41 ''; do greffe render --first-sheet="$number" feuillets-1.xml || echo $?; done
greffe check --first-sheet=41 feuillets-1.xml
