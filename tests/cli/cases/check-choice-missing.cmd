sed '/<statut>/d' attestation.xml > sans-statut.xml
greffe check sans-statut.xml
