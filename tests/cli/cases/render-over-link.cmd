ln -s attestation.xml acte.pdf; greffe render --force attestation.xml -o acte.pdf; status=$?; head -c 5 attestation.xml; exit $status
