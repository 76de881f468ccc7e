# Tags with nothing in them answer nothing: they may stay where the question is without object.
cp -r $GREFFE_LANGUAGE langue; cp langue/nuances.xml .
sed 's/<publics>/<lot><genre><\/genre><objet><\/objet><\/lot>&/' nuances.xml > vide.xml
greffe check --forms=langue vide.xml
greffe dump --forms=langue --stage=document vide.xml > vide.txt; greffe dump --forms=langue --stage=document nuances.xml | cmp - vide.txt
for lot in '<genre><travaux/></genre>' '<objet>Objet</objet>'; do
    sed "s|<publics>|<lot>$lot</lot>&|" nuances.xml > rempli.xml
    greffe check --forms=langue rempli.xml
done
sed 's/<publics>/<lot><\/lot>&/; s/<marche><non/<marche><oui/' nuances.xml > requis.xml
greffe check --forms=langue requis.xml
