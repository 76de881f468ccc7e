greffe render attestation.xml assemblee.xml -o acte.pdf
