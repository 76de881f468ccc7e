ulimit -f 10
greffe render attestation.xml; status=$?; ls -A | grep pdf; ls -A | grep greffe; exit $status
