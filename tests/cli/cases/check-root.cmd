mkdir dedans && cp attestation.xml dedans && greffe check --root=dedans attestation.xml ; greffe check --root=dedans dedans/attestation.xml && greffe check --root=dedans ../attestation.xml
