# position() and last() in loops, inner loops and outside of any; what is personal is passed over, and leaves no
# empty paragraph.
cp -r $GREFFE_TESTS/forms/mise-en-page . ; cp $GREFFE_TESTS/samples/mise-en-page/* .
greffe dump --forms=. --stage=document --variant=boucles mise-en-page.xml
