# The form and what it names come back from the PDF, signed or not, under their own names; nothing is replaced.
export GREFFE_FORMS=$PWD/modeles
mkdir -p pieces/jointes && mv note.txt pieces/jointes && sed -i 's|note.txt|pieces/jointes/note.txt|' remise.xml
greffe render remise.xml -o fait.pdf && bash "$GREFFE_TESTS/pdf/sign" fait.pdf signe.pdf signature-1
mkdir reprise && greffe source signe.pdf -o reprise && for file in remise.xml pieces/jointes/note.txt; do cmp "$file" "reprise/$file"; done
(cd reprise && greffe source ../fait.pdf; echo $?)
greffe source fait.pdf -o absent; echo $?
greffe source remise.xml; echo $?
greffe source; echo $?
greffe render --no-source remise.xml -o fait.pdf && greffe source fait.pdf -o reprise
