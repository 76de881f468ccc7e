essai() {
    echo "<essai xmlns=\"urn:greffe:form:essai:1\"><mot>$1</mot><jours><lundi/><mardi/></jours></essai>" >essai.xml
    greffe actes --forms=modeles essai.xml
}
essai 'l’œuvre déjà à 3 €' && iconv -f ISO-8859-1 -t UTF-8 mot.csv && rm mot.csv
essai 'Łódź'
