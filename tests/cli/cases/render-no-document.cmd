echo '<essai xmlns="urn:greffe:form:essai:1"><mot>mot</mot><jours><lundi/><mardi/></jours></essai>' >essai.xml
greffe render --forms=modeles essai.xml
