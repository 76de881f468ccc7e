# Of the comments in a form those count that people wrote, not those of the empty form, however they are broken.
export GREFFE_FORMS=$PWD/modeles
greffe new remise -o vierge.xml
sed '/<remise/,$d' vierge.xml > rempli.xml; sed '1,/<remise/{/<remise/!d}' remise.xml | grep -v '<!--' >> rempli.xml
sed -n 's/^ *\(<!--.*-->\)$/\1/p' vierge.xml | sed 's/ — /\n    — /' > ses.txt
sed -i -e '/<remise/r ses.txt' rempli.xml
grep -c -e '-->' rempli.xml
greffe render rempli.xml -o a.pdf
sed -i 's|</remise>|<!-- À revoir avec le maire ! -->&|' rempli.xml
greffe render rempli.xml -o b.pdf
