# Nothing personal is in the PDF: no text, no title, no metadata; neither the initial that is computed.
cp -r $GREFFE_LANGUAGE langue; cp langue/nuances.xml .
greffe render --forms=langue --variant=public nuances.xml -o public.pdf
qpdf --qdf --object-streams=disable public.pdf - | grep -c -a -e Quidam -e bulon -e Zz -e ZZ
pdftotext public.pdf - | grep -e Quidam -e bulon -e ZZ -e secr
pdfinfo public.pdf | grep Title
