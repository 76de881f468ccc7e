greffe render --variant=extrait attestation.xml -o acte.pdf
