# What the receiver may miss is said without --notes, once, and only of the form itself.
export GREFFE_FORMS=modeles
sed -i 's|  <document|  <pattern id="envoi"><rule context="/remise"><assert id="R1" role="note" test="annexe">L’annexe manque.<hint>Ajoutez-la.</hint></assert></rule></pattern>\n&|' modeles/remise/model.xml
sed -i '/<annexe/d' remise.xml
greffe actes remise.xml && greffe actes --force --notes remise.xml && greffe export --force remise.xml
greffe actes -o envoi/du-jour remise.xml
