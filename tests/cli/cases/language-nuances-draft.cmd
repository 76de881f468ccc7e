# An answer out of its bounds is no answer: what is computed from it is a hole, as is what cannot be computed.
cp -r $GREFFE_LANGUAGE langue; cp langue/nuances.xml .
sed 's/<duree>4/<duree>9/; s/<nombre>0<.nombre>//' nuances.xml > projet.xml
greffe dump --draft --forms=langue --stage=document --variant=public projet.xml | grep -B3 -A1 hole
