echo '<etapes xmlns="urn:greffe:form:etapes:1"><mot>oui</mot></etapes>' >mot.csv
sed '/id="deux"/d' modeles/etapes/model.xml >model && mv model modeles/etapes/model.xml
greffe export --forms=modeles --force mot.csv; status=$?; cat mot.csv; exit $status
