echo note >acte.pdf; greffe render attestation.xml -o acte.pdf; status=$?; cat acte.pdf; exit $status
