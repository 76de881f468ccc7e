greffe render attestation.xml -o
