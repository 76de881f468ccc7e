greffe new attestation -o vierge.xml && greffe check vierge.xml
