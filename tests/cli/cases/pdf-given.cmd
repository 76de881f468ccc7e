# A PDF in place of a form: the same bytes again, wherever the files are; as a place, the PDF and the file in it.
export GREFFE_FORMS=$PWD/modeles
greffe render remise.xml -o fait.pdf && mkdir vide && cp fait.pdf vide
(cd vide && greffe render fait.pdf -o encore.pdf) && cmp fait.pdf vide/encore.pdf
greffe check fait.pdf && greffe dump --stage=answers fait.pdf 2>/dev/null | head -2
greffe render fait.pdf; echo $?
bash "$GREFFE_TESTS/pdf/sign" fait.pdf signe.pdf signature-1 && (cd vide && greffe render ../signe.pdf -o encore.pdf) && cmp fait.pdf vide/encore.pdf
# A later version of the model asks for more.
sed -i 's|<file name="annexe" label="Annexe"/>|& <text name="objet" label="Objet" required="yes"/>|' modeles/remise/model.xml
greffe check fait.pdf; echo $?
greffe render fait.pdf -o refait.pdf; echo $?
greffe render --draft fait.pdf -o refait.pdf 2>/dev/null; echo $?
greffe check --format=json fait.pdf 2>/dev/null | grep -o '"file": "[^"]*", "line": [0-9]*'
