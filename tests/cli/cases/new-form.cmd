# A form that is due stands in the empty form, and what is said of its absence is how it is named.
greffe new assemblee-copropriete -o vierge.xml && grep -B1 '<copropriete' vierge.xml
greffe check vierge.xml 2>&1 | grep -A4 'Immeuble'
sed -i '/<copropriete/d' vierge.xml
greffe check vierge.xml 2>&1 | grep -A4 'Immeuble'
# So does a file.
mkdir -p modeles/photo
cat >modeles/photo/model.xml <<FIN
<model xmlns="urn:greffe:model:1" name="photo" version="1.0" title="Photo">
  <choice name="vue" label="Vue" pick="one"><option name="jointe" label="Jointe"><image name="photo" label="Photo" required="yes"/></option></choice>
  <file name="plan" label="Plan" required="yes"/>
  <document id="photo"><p><value-of select="plan"/></p></document>
</model>
FIN
greffe new --forms=modeles photo -o photo.xml && grep '<plan' photo.xml && greffe check --forms=modeles photo.xml
sed -i '/<plan/d; s/<vue>/<vue><jointe\/>/' photo.xml; greffe check --forms=modeles photo.xml
