# Of one object only; the contract's signatories and last day, changed in its form, change the amendment.
cp -r $GREFFE_TESTS/../samples/exemples/val-fictif/. .
sed -i 's|<duree>4<|<duree>3<|; s|Agence régionale de santé Occitanie</org|ARS d’Occitanie</org|' contrat-cadre.xml
sed -i '/<precedent/,/<.precedent>/d; /<ajout>/,/<.suppression>/d; /<nouveau-signataire>/,/<.nouveau-signataire>/d; s|<numero>2<|<numero>1<|
    s|2030-12-31|2029-06-30|' avenant.xml
greffe dump --forms=$GREFFE_TESTS/../forms --stage=document avenant.xml
