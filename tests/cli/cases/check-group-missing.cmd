# A group that is missing is said once, with what is due in it; one in which nothing is due is not.
export GREFFE_FORMS=modeles
sed '/<maire/d; /<contact/d' autorisation.xml > vide.xml
greffe check --notes vide.xml
sed 's/<mairie>.*<.mairie>//' autorisation.xml > sans-mairie.xml
greffe check sans-mairie.xml
