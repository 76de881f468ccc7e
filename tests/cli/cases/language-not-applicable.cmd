# Under an unticked box, and where « when » is false.
sed 's/<plan /<suite>rouge seulement<\/suite><plan /; s/<bleu>/<bleu coche="non">/' gabarits.xml > hors.xml
greffe check hors.xml
