echo '<etapes xmlns="urn:greffe:form:etapes:1"><mot>oui</mot></etapes>' >mot.xml
mkdir sortie; greffe export --forms=modeles --force mot.xml -o sortie; status=$?; ls sortie; exit $status
