ln -s annee.xml acte.pdf; greffe render --force attestation.xml -o acte.pdf; status=$?; head -c 5 annee.xml; exit $status
