# The number of a heading that is not printed.
cp -r $GREFFE_LANGUAGE langue; cp langue/nuances.xml .
greffe dump --forms=langue --stage=document --variant=renvois nuances.xml
