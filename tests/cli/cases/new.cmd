greffe new attestation
