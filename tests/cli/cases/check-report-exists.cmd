greffe check --format=html attestation.xml -o annee.xml
