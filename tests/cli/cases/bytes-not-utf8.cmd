printf 'Pr\351vention' >latin.xml
greffe check --format=json latin.xml | valid-json
greffe check --format=html latin.xml | valid-html | grep -o 'texte simple'
cp attestation.xml $'\351t\351.xml'
greffe check --format=json $'\351t\351.xml' | valid-json
