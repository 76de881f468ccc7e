# Inserted documents bring their own parts: titles, names and links stay apart; what was not filled leaves no part.
export GREFFE_FORMS=modeles
greffe dump --stage=document recueil.xml | grep -E '^(document|  [a-z ]*part)|target=|id='
greffe dump --stage=pages recueil.xml | grep -E '^(outline|label)'
greffe dump --stage=pages recueil.xml | grep -E '^link' | sed 's/ e[0-9].* to/ to/'
mkdir sortie; greffe render --parts recueil.xml -o sortie
