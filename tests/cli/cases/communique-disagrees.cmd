# A published text that disagrees with its contract: each time where, and where the contract says it.
cp -r $GREFFE_TESTS/../samples/exemples/val-fictif/. .
sed -i 's|2026-2029 a été|2026/2030 a été|; s|Pour quatre ans|Pour ces cinq années|; s|le mercredi 14 janvier|le jeudi 15 janvier|
    s|<jour>jeudi|<jour>lundi|; s|santé Occitanie agissent|santé Bretagne agissent|; s|son deuxième|son troisième|' communique.xml
greffe check --forms=$GREFFE_TESTS/../forms communique.xml
