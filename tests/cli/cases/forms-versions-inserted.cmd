# A form of the older of two versions stands in another, which prints it: the model that is found by the name is the newer one.
mkdir -p nouveaux/piece anciens/piece nouveaux/hote
for version in 1 2; do
    folder=$([ $version = 1 ] && echo anciens || echo nouveaux)
    cat >$folder/piece/model.xml <<model
<model xmlns="urn:greffe:model:1" name="piece" version="$version.0" title="Pièce">
  <text name="objet" label="Objet" required="yes"/>
  <document id="piece"><p>Version $version : <value-of select="objet"/></p></document>
</model>
model
    cat >hote-$version.xml <<form
<hote xmlns="urn:greffe:form:hote:1"><piece><piece xmlns="urn:greffe:form:piece:$version"><objet>le toit</objet></piece></piece></hote>
form
done
cat >nouveaux/hote/model.xml <<'model'
<model xmlns="urn:greffe:model:1" name="hote" version="1.0" title="Hôte">
  <form name="piece" label="Pièce" model="piece" required="yes"/>
  <document id="hote"><h1>Pièces</h1><insert form="piece"/></document>
</model>
model
greffe dump --stage=document --forms=nouveaux --forms=anciens hote-1.xml
greffe dump --stage=document --forms=nouveaux --forms=anciens hote-2.xml
