greffe check --date=15/06/2026 attestation.xml
