# The sample is valid by its schema, a form with an unknown element is not.
greffe schema gabarits > gabarits.rng
xmllint --noout --relaxng gabarits.rng gabarits.xml
sed 's/<titre>/<tittre\/><titre>/' gabarits.xml > faux.xml
xmllint --noout --relaxng gabarits.rng faux.xml 2>&1 | tail -1
