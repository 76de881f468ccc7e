mkdir -p casses/attestation
sed 's/name="partenaire"/nme="partenaire"/' "$GREFFE_MODELS/attestation/model.xml" >casses/attestation/model.xml
cp "$GREFFE_MODELS/attestation/departements.tsv" casses/attestation
greffe forms --forms=casses
greffe check --forms=casses attestation.xml
