greffe check --format=html fautes.xml -o erreurs.html; valid-html <erreurs.html | grep -c "<li class=.erreur"
