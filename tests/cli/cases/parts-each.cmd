# --parts: a PDF of each part, with its fields, its label and its own numbers.
export GREFFE_FORMS=modeles
mkdir sortie
greffe render --parts liasse.xml -o sortie; ls sortie
for pdf in sortie/*.pdf; do pdfinfo "$pdf" | grep ^Title; pdftotext -layout "$pdf" - | grep -a 'page [0-9]' | sed 's/^ *//'; done
qpdf --qdf --object-streams=disable sortie/piece-1-attestation.pdf - | grep -a -c '/FT /Sig'
