# What carries no form, what cannot be read, what names a file that is not attached: each is said, each is in a report.
export GREFFE_FORMS=$PWD/modeles
greffe render remise.xml -o fait.pdf && greffe render --no-source remise.xml -o sans.pdf
head -c 9000 fait.pdf >coupe.pdf
qpdf --remove-attachment=note.txt fait.pdf perdu.pdf
greffe check sans.pdf coupe.pdf perdu.pdf; echo $?
for file in sans coupe perdu; do greffe render "$file.pdf" -o refait.pdf 2>&1; echo $?; done
[ ! -e refait.pdf ]
greffe check --format=json sans.pdf coupe.pdf perdu.pdf >rapport.json; echo $?
grep -oE '"(form|status|code)": [^,}]*' rapport.json
