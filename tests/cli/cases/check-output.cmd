greffe check attestation.xml -o acte.pdf
