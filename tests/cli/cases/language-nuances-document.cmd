# What is personal, what does not apply, what is empty, and what is computed without a format.
cp -r $GREFFE_LANGUAGE langue; cp langue/nuances.xml .
greffe dump --forms=langue --stage=document --variant=public nuances.xml
