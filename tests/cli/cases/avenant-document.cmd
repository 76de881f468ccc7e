# The amendment: what the contract, the plan and the earlier amendments say already is taken from them.
greffe dump --forms=$GREFFE_TESTS/../forms --stage=document $GREFFE_TESTS/../samples/exemples/val-fictif/avenant.xml
