greffe render --draft=oui attestation.xml
