greffe check --theme=attestation.xml attestation.xml
