# Columns whose widths are computed, marks, and tables that have no row.
cp -r $GREFFE_TESTS/forms/mise-en-page . ; cp $GREFFE_TESTS/samples/mise-en-page/* .
greffe dump --forms=. --stage=document --variant=tableaux mise-en-page.xml
sed 's/<action numero="3">.*<.action>//' mise-en-page.xml > deux.xml
greffe dump --forms=. --stage=document --variant=tableaux deux.xml | grep columns
