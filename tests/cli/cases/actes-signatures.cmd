# Where the act is signed, for tools that place their own fields: from the PDF's fields, and from the form where it has none.
export GREFFE_FORMS=$PWD/modeles
sed -i 's|^</remise>|<signataire><nom>Max "Roy"</nom></signataire></remise>|' remise.xml
mkdir champs sans; greffe render remise.xml -o champs/acte.pdf && greffe render --no-fields remise.xml -o sans/acte.pdf
greffe actes champs/acte.pdf -o champs && cat champs/acte-signatures.json
greffe actes sans/acte.pdf -o sans && cat sans/acte-signatures.json
diff <(sed 's/, "field": "[^"]*"//' champs/acte-signatures.json) sans/acte-signatures.json && echo "the same places"
bash "$GREFFE_TESTS/pdf/sign" champs/acte.pdf signe.pdf signature-2
greffe actes signe.pdf && cat signe-signatures.json
greffe check --format=json remise.xml >rapport.json; valid-json "$GREFFE_SCHEMA" <rapport.json && cat rapport.json
