mkdir sortie && greffe render attestation.xml assemblee.xml -o sortie && ls sortie
