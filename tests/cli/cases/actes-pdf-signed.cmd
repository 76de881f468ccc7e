# One of two signatures; a signed PDF is replaced by none.
export GREFFE_FORMS=modeles
sed -i 's|^</remise>|<signataire><nom>Max Roy</nom></signataire></remise>|' remise.xml
greffe render remise.xml -o fait.pdf && bash "$GREFFE_TESTS/pdf/sign" fait.pdf signe.pdf signature-1
greffe actes signe.pdf && cmp signe.pdf acte-2026-7.pdf && rm *.csv
greffe actes fait.pdf; echo $?
cmp signe.pdf acte-2026-7.pdf
bash "$GREFFE_TESTS/pdf/sign" fait.pdf signe.pdf signature-1 signature-2 && greffe actes --force signe.pdf
