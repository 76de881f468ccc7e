# The same text on a web site: facts beside it.
greffe dump --forms=$GREFFE_TESTS/../forms --stage=document --variant=actualite $GREFFE_TESTS/../samples/exemples/val-fictif/communique.xml
