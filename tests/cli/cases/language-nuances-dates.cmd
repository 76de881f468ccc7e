# Rules that depend on the date of the act are silent where it is wrong, where it is missing, and before the
# parameter has a value; the others speak.
cp -r $GREFFE_LANGUAGE langue; cp langue/nuances.xml .
export GREFFE_FORMS=langue
sed 's/<ligne><nom>neuf/<ligne><nom>onze<\/nom><\/ligne>&/' nuances.xml > quatre.xml
greffe check --notes quatre.xml
sed 's/<jour>2026-01-31/<jour>2026-02-30/' quatre.xml > faux.xml
greffe check --notes faux.xml
sed 's/<jour>2026-01-31<.jour>//' quatre.xml > sans.xml
greffe check --notes sans.xml
sed 's/<jour>2026-01-31/<jour>2025-12-31/' quatre.xml > avant.xml
greffe check --notes avant.xml
