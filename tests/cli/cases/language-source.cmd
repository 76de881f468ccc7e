# The form and what it names travel in the PDF, as they are; not with --no-source, nor in a document that does not say so.
greffe render --variant=blocs gabarits.xml -o blocs.pdf
pdfdetach -list blocs.pdf
pdfdetach -saveall -o joints blocs.pdf 2>/dev/null || { mkdir joints && pdfdetach -saveall -o joints blocs.pdf; }
for file in gabarits.xml plan.png; do cmp "$file" "joints/$file" && echo "$file: the same bytes"; done
greffe render --no-source --variant=blocs gabarits.xml -o sans.pdf 2>/dev/null && pdfdetach -list sans.pdf
greffe render --variant=formats gabarits.xml -o formats.pdf 2>/dev/null && pdfdetach -list formats.pdf
