greffe check --force --format=html attestation.xml -o attestation.xml; status=$?; head -c 5 attestation.xml; exit $status
