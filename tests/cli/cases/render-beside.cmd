greffe render attestation.xml && ls *.pdf
