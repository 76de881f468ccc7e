greffe render --draft fautes.xml -o projet.pdf
status=$?
pdftotext projet.pdf - | grep -o -m1 PROJET
exit $status
