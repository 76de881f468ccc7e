mkdir -p casses/copropriete
sed 's/name="copropriete"/nme="copropriete"/' "$GREFFE_MODELS/copropriete/model.xml" >casses/copropriete/model.xml
greffe check --forms=casses immeuble.xml attestation.xml immeuble.xml
