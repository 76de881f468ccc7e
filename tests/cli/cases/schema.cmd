greffe schema attestation >attestation.rng && xmllint --noout --relaxng attestation.rng attestation.xml && xmllint --noout --relaxng attestation.rng fautes.xml
