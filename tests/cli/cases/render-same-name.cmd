mkdir a b sortie; cp attestation.xml a/c.xml; cp attestation.xml b/c.xml
greffe render --force a/c.xml b/c.xml -o sortie; status=$?; ls sortie; exit $status
