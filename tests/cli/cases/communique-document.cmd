# The press release: what the contract says already is taken from it.
greffe dump --forms=$GREFFE_TESTS/../forms --stage=document $GREFFE_TESTS/../samples/exemples/val-fictif/communique.xml
