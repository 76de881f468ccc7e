greffe render attestation.xml -o - | head -c 5
