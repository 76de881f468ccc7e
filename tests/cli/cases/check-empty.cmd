greffe check vide.xml
