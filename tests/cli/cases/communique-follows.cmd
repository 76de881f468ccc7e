# Facts that are changed in the contract's form change the press release; what it types itself is said to disagree, with both places.
cp -r $GREFFE_TESTS/../samples/exemples/val-fictif/. .
sed -i 's|<duree>4<|<duree>5<|; s|<region>Occitanie|<region>Auvergne-Rhône-Alpes|; s|<departement>12|<departement>63|
    s|<generation>2|<generation>3|; s|<date>2026-01-14|<date>2026-01-13|; s|Prévention</|Dépistage et prévention</|
    s|<lieu>Bourg-Fictif|<lieu>L’Inventée|; s|Communauté de communes du Val fictif|Communauté de communes du Val inventé|
    s|^  <signature>|<signataire><organisme>MSA fictive</organisme><partie><autre><designation>la MSA fictive</designation></autre></partie><qualite>Présidente</qualite></signataire>&|' contrat-cadre.xml
sed -i 's|<axe>Prévention|<axe>Dépistage|' plan-actions.xml
greffe dump --forms=$GREFFE_TESTS/../forms --stage=document communique.xml 2>said.txt |
    sed -n '/heading level=2/,$p' | sed -n '/Le contrat en bref/,/Communauté de communes du Val fictif réunit/p'
grep -v PA- said.txt >&2
