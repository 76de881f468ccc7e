greffe check --table=TYPO=absent.tsv attestation.xml
