greffe check --format=pdf attestation.xml
