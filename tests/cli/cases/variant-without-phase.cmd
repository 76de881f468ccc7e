# Each document has its own phase, or none; --phase is stronger.
echo '<etapes xmlns="urn:greffe:form:etapes:1"><mot>non</mot></etapes>' >mot.xml
greffe check --forms=modeles mot.xml
greffe check --forms=modeles --variant=copie mot.xml
greffe check --forms=modeles --variant=copie --phase=vote mot.xml
