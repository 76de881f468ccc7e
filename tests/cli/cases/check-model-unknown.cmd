sed 's/form:attestation:1/form:attestations:1/' attestation.xml >autre.xml && greffe check autre.xml
