# What is due under a condition says under which: unless another is ticked or filled, or after a question.
mkdir -p modeles/conditions
cat >modeles/conditions/model.xml <<FIN
<model xmlns="urn:greffe:model:1" name="conditions" version="1.0" title="Conditions">
  <choice name="a-preciser" label="À préciser" pick="many"><option name="lieu" label="Le lieu"/></choice>
  <choice name="marche" label="Y a-t-il un marché ?" pick="one"><option name="oui" label="Oui"/><option name="non" label="Non"/></choice>
  <text name="lieu" label="Lieu" required="yes" when="not(a-preciser/lieu)"/>
  <text name="piece" label="Pièce"/>
  <text name="motif" label="Motif" required="yes" when="not(piece)"/>
  <text name="objet" label="Objet" required="yes" when="marche/oui and not(a-preciser/lieu)"/>
  <group name="lot" label="Lot" when="marche/oui"><text name="rang" label="Rang"/></group>
  <record name="offre" label="Offre" min="1" when="marche/oui"><text name="nom" label="Nom" required="yes"/></record>
  <text name="note" label="Note" when="marche/non"/>
  <document id="conditions"><p><value-of select="piece"/></p></document>
</model>
FIN
greffe new --forms=modeles conditions -o - && greffe new --forms=modeles conditions -o vierge.xml && greffe check --forms=modeles vierge.xml
