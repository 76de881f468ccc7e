# The whole of a form made of parts: one PDF, without signature fields.
export GREFFE_FORMS=modeles
greffe render liasse.xml -o liasse.pdf && pdftotext -layout liasse.pdf - | grep -o '[a-zè0-9]* *[0-9]* *–* *page [0-9]* / [0-9]*'
pdfsig liasse.pdf 2>&1 | grep -c 'Signature #' 
pdfinfo liasse.pdf | grep -E '^(Title|Pages)'
