script -qec "greffe blank attestation" /dev/null
