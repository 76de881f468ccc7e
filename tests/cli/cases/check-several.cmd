greffe check attestation.xml annee.xml assemblee.xml
