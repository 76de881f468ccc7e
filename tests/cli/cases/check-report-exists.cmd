greffe check --format=html attestation.xml -o attestation.xml
