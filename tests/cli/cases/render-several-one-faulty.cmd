greffe render annee.xml attestation.xml; echo $?; ls *.pdf
