greffe render attestation.xml ./attestation.xml; status=$?; ls *.pdf; exit $status
