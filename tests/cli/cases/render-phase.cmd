# At a phase its own document is made, and that of another one refused; a document without a phase is made at any.
echo '<etapes xmlns="urn:greffe:form:etapes:1"><mot>oui</mot></etapes>' >mot.xml
sed -i 's|<phase .*|&<phase id="avant" label="Avant"/><phase id="apres" label="Après"/>|
    s|<document id="projet"|<document id="annonce" phase="avant"><p>Annonce</p></document>\n&|' modeles/etapes/model.xml
for phase in avant vote apres; do
    greffe render --forms=modeles --phase=$phase -o $phase.pdf mot.xml && pdftotext $phase.pdf - | tail -n +1
done
greffe render --forms=modeles -o premier.pdf mot.xml
greffe render --forms=modeles --phase=vote --variant=annonce -o autre.pdf mot.xml
greffe render --forms=modeles --phase=vote --variant=copie -o copie.pdf mot.xml
# Nothing is said of documents where the phase has none, unless one is asked for.
sed -i '/id="copie"/,/<.document>/d' modeles/etapes/model.xml
greffe check --forms=modeles --phase=apres mot.xml
greffe render --forms=modeles --phase=apres -o rien.pdf mot.xml
greffe render --forms=modeles --phase=apres --variant=projet -o rien.pdf mot.xml
ls *.pdf
