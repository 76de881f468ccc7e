greffe check --theme=absent/theme.xml attestation.xml
