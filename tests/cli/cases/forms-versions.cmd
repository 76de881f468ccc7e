# Two major versions of one model side by side; the older one again, in a folder further on, is not found.
mkdir -p nouveaux/copropriete anciens/copropriete
cp "$GREFFE_MODELS"/copropriete/* anciens/copropriete
sed 's/name="copropriete" version="1.0"/name="copropriete" version="2.1"/' "$GREFFE_MODELS/copropriete/model.xml" >nouveaux/copropriete/model.xml
greffe forms --forms=nouveaux --forms=anciens | grep copropriete
