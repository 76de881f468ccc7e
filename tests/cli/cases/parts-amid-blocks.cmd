# Amid blocks an inserted document has no pages of its own: its parts begin on new pages of the document around it.
export GREFFE_FORMS=modeles
greffe dump --stage=document --variant=suite recueil.xml | grep -E '^(document|  [a-z ]*part)|target=|id=|heading|new-page'
greffe dump --stage=pages --variant=suite recueil.xml | grep -E '^(page|outline|label)'
