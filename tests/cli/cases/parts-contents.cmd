# A table of contents tells of a part that is numbered anew how many pages it has, of what lies within its printed page;
# a cover in a part that has a label says it first, its title alone when it has none.
mkdir -p couvertures/volume
cat >couvertures/volume/model.xml <<'MODEL'
<model xmlns="urn:greffe:model:1" name="volume" version="1.0" title="Volume">
  <text name="nom" label="Nom" required="yes"/>
  <document id="volume">
    <h1 numbered="no">Sommaire</h1>
    <contents levels="2"/>
    <part title="Première partie" label="annexe {1 + 1}" numbering="restart">
      <div class="cover"><p class="cover-kind">Acte <value-of select="nom"/></p></div>
      <h1 numbered="no">Dedans</h1>
      <p>Une page après la couverture.</p>
    </part>
    <part title="Suite" level="2" numbering="continue"><p>La troisième page.</p></part>
    <part title="Seule" numbering="restart"><div class="cover"><p class="cover-kind">Acte sans nom</p></div></part>
  </document>
</model>
MODEL
echo '<volume xmlns="urn:greffe:form:volume:1"><nom>fictif</nom></volume>' >volume.xml
GREFFE_FORMS=couvertures greffe render volume.xml -o volume.pdf && pdftotext -layout volume.pdf - | grep -E 'Première|Dedans|Suite|Seule|ACTE' | sed -E 's/ [. ]{3,}/ … /g'
