greffe render attestation.xml -o absent/acte.pdf
