# --fields makes the signature fields of the whole, each with a name of its own.
export GREFFE_FORMS=modeles
greffe render --fields liasse.xml -o liasse.pdf
greffe dump --stage=pages liasse.xml | grep -c '^field'
qpdf --qdf --object-streams=disable liasse.pdf - | grep -a -c '/FT /Sig'
greffe render --fields --no-fields liasse.xml
