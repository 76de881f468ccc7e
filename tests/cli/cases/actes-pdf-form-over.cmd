export GREFFE_FORMS=modeles
greffe render remise.xml -o fait.pdf
mv remise.xml acte-2026-7.csv
greffe actes --force --form=acte-2026-7.csv fait.pdf; status=$?; head -c 5 acte-2026-7.csv; exit $status
