export GREFFE_FORMS=modeles
greffe render remise.xml -o fait.pdf
head -c 9000 fait.pdf >coupe.pdf; greffe actes coupe.pdf; echo $?
qpdf --encrypt '' maire 256 -- fait.pdf chiffre.pdf; greffe actes chiffre.pdf; echo $?
echo '%PDF-' >vide.pdf; greffe actes vide.pdf; echo $?
[ ! -e acte-2026-7.csv ]
