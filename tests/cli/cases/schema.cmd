greffe schema attestation -o attestation.rng
xmllint --noout --relaxng attestation.rng attestation.xml 2>&1
xmllint --noout --relaxng attestation.rng fautes.xml >/dev/null 2>&1 || echo refusé
