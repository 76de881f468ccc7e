export GREFFE_FORMS=modeles
greffe dump --stage=document liasse.xml | grep -E '^(document|  [a-z]*part)|target|id='
greffe dump --stage=pages liasse.xml | grep -E '^(page|outline|label|link)'
