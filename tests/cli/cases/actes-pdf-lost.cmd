# What the form names must be among what the PDF carries: the folder has it, but is not looked into.
export GREFFE_FORMS=modeles
greffe render remise.xml -o fait.pdf && qpdf --remove-attachment=note.txt fait.pdf sans.pdf && greffe actes sans.pdf
