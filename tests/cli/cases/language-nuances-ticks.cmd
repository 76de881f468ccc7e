# A choice with min is due; a choice without a label of its own is named by its option; drafts mark both.
cp -r $GREFFE_LANGUAGE langue; cp langue/nuances.xml .
sed 's/<publics>.*<.publics>/<publics\/>/; s/<marche>/<origine><etat><services\/><\/etat><\/origine>&/' \
    nuances.xml > vides.xml
greffe check --forms=langue vides.xml
sed '/<publics>/d; s/<marche>/<origine><etat\/><\/origine>&/' nuances.xml > absents.xml
greffe check --forms=langue absents.xml
