# The answer that decides is wrong itself: only that is said.
sed 's/<plan /<suite>rouge seulement<\/suite><plan /; s/<bleu>.*<\/bleu>/<rouje\/>/' gabarits.xml > doute.xml
greffe check doute.xml
