# Only what is ticked; ordinals are raised in headings set in capitals.
cp -r $GREFFE_TESTS/forms/mise-en-page . ; cp $GREFFE_TESTS/samples/mise-en-page/* .
greffe dump --forms=. --stage=document --variant=cases mise-en-page.xml
greffe dump --forms=. --stage=pages --variant=cases mise-en-page.xml | grep -A5 '"ARTICLE'
