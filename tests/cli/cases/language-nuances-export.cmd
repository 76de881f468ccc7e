# Values are written as they are stored; what is no number is null; namespaces are declared once. What would be no
# XML is an error.
cp -r $GREFFE_LANGUAGE langue; cp langue/nuances.xml .
greffe export --forms=langue nuances.xml -o .
sed -i '/id="repete"/,/<\/export>/d' langue/nuances/model.xml
greffe export --forms=langue nuances.xml -o . 2>/dev/null
cat valeurs.json arbre.xml
xmllint --noout arbre.xml
