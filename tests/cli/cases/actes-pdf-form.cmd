export GREFFE_FORMS=modeles
greffe render --no-source remise.xml -o fait.pdf
greffe actes fait.pdf; echo $?
greffe actes --form=remise.xml fait.pdf && cmp fait.pdf acte-2026-7.pdf
greffe export --form=remise.xml remise.xml; echo $?
greffe actes --form=acte-2026-7.csv fait.pdf
