greffe new attestation >vide.xml
greffe check vide.xml 2>&1 | grep -c IN_COMMENT || echo "rien n’est perdu"
sed 's|<communes></communes>|<communes>8</communes>|' vide.xml >rempli.xml
greffe check rempli.xml 2>&1 | grep -A 3 IN_COMMENT
