greffe render attestation.xml -o acte.pdf && cp acte.pdf premier.pdf && greffe render attestation.xml -o acte.pdf && cmp acte.pdf premier.pdf && echo identique
