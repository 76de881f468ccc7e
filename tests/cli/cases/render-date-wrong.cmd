greffe render --draft --date=demain attestation.xml; status=$?; ls attestation.pdf; exit $status
