greffe new attestation >/dev/full
