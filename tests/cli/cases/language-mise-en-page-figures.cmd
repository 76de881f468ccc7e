# Stacked bars with shares that make 100, dates and parts of years in a timeline, an order of states.
cp -r $GREFFE_TESTS/forms/mise-en-page . ; cp $GREFFE_TESTS/samples/mise-en-page/* .
greffe dump --forms=. --stage=document --variant=figures mise-en-page.xml
greffe render --forms=. --variant=figures mise-en-page.xml -o figures.pdf
pdftotext -layout figures.pdf - | head -6
