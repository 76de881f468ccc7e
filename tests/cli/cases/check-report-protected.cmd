greffe check --format=json attestation.xml -o erreurs.json; chmod 444 erreurs.json
greffe check --format=json attestation.xml -o erreurs.json
