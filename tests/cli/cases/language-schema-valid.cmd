# The schema takes what « check » takes: the sample, what « new » writes, empty elements, attributes of xml: and
# xsi:, an unticked box without what it asks for. It refuses an unknown element.
greffe schema gabarits > gabarits.rng
greffe new gabarits > vide.xml
sed 's/<mois>.*<\/mois>/<mois xml:lang="fr"> <\/mois><suite\/>/
  s/<taux>.*<\/taux>/<taux xmlns:xsi="http:\/\/www.w3.org\/2001\/XMLSchema-instance" xsi:nil="true"\/>/
  s/<couleur>/<couleur><autre coche="non"\/>/; s/<plan .*>/<plan\/>/' gabarits.xml > creux.xml
greffe check creux.xml
xmllint --noout --relaxng gabarits.rng gabarits.xml vide.xml creux.xml 2>&1
sed 's/<titre>/<tittre\/><titre>/' gabarits.xml > faux.xml
xmllint --noout --relaxng gabarits.rng faux.xml 2>&1 | tail -1
