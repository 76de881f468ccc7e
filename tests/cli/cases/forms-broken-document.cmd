mkdir -p casses/attestation
sed 's|</model>|<document id="note"><p><value-of select="dbut"/></p></document></model>|' "$GREFFE_MODELS/attestation/model.xml" >casses/attestation/model.xml
cp "$GREFFE_MODELS/attestation/departements.tsv" casses/attestation
cp attestation.xml autre.xml
greffe check --forms=casses attestation.xml
greffe check --forms=casses --variant=note attestation.xml autre.xml
greffe new --forms=casses attestation
greffe forms --forms=casses
