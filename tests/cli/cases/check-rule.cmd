greffe check annee.xml
