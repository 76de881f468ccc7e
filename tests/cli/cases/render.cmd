greffe render attestation.xml -o acte.pdf && head -c 9 acte.pdf
