# A photo under the chapô, with its legend and without.
cp -r $GREFFE_TESTS/../samples/exemples/val-fictif/. . ; cp $GREFFE_TESTS/samples/gabarits/plan.png .
sed -i 's|</chapo>|&<photo href="plan.png" alternative="La signature du contrat"/><legende>Exemple : aucune photo</legende>|' communique.xml
greffe dump --forms=$GREFFE_TESTS/../forms --stage=document communique.xml | grep -A4 figure
sed -i 's|<legende>.*</legende>||' communique.xml
greffe dump --forms=$GREFFE_TESTS/../forms --stage=document --variant=actualite communique.xml | grep -A4 figure
sed -i 's|<photo [^>]*>|<legende>Sans photo</legende>|' communique.xml
greffe check --forms=$GREFFE_TESTS/../forms communique.xml
