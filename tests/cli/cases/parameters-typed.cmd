# A typed parameter follows the date of the act: an amount, a number; before its first value a guard lets rules pass.
export GREFFE_FORMS=modeles
sed 's/<surface>12</<surface>10001</' autorisation.xml > grande.xml
greffe check grande.xml
sed 's/2026-02-01/2023-02-01/' grande.xml > avant.xml
greffe check --notes avant.xml
sed 's/2026-02-01/2024-02-01/' grande.xml > ancienne.xml
for form in autorisation ancienne avant; do greffe dump --stage=answers $form.xml | grep redevance; done
