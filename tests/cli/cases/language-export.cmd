# XML in ISO-8859-1 with transliteration, JSON, CSV with formulas disarmed.
mkdir sortie
greffe export gabarits.xml -o sortie
for file in sortie/*; do echo "-- $file"; iconv -f ISO-8859-1 -t UTF-8 "$file" | cat -A; done
