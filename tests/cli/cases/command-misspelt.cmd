greffe chekc attestation.xml
