# Where nothing is ticked that has to be, a draft says so, in the box of a banner, too.
cp -r $GREFFE_TESTS/forms/mise-en-page . ; cp $GREFFE_TESTS/samples/mise-en-page/* .
sed 's/<langues>.*<.langues>//' mise-en-page.xml > projet.xml
greffe dump --draft --forms=. --stage=document --variant=cases projet.xml | grep -B2 hole
