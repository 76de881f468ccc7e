greffe check - <attestation.xml
