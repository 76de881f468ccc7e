greffe render annee.xml -o acte.pdf; status=$?; ls *.pdf; exit $status
