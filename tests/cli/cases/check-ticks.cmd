essai() {
    echo "<essai xmlns=\"urn:greffe:form:essai:1\"><mot>mot</mot><jours>$1</jours></essai>" >essai.xml
    greffe check --forms=modeles essai.xml
}
essai '<lundi/>'
essai '<lundi/><mardi/><jeudi/><vendredi/>'
