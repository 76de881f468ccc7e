# No PDF is given: its export is left out. And one that gets no name is not copied.
export GREFFE_FORMS=modeles
greffe actes remise.xml && ls acte-*
sed -i '/format="pdf"/d' modeles/remise/model.xml
greffe render remise.xml -o fait.pdf && greffe actes --force fait.pdf
