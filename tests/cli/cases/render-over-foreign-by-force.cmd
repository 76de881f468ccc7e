echo note >acte.pdf; greffe render --force attestation.xml -o acte.pdf && head -c 5 acte.pdf
