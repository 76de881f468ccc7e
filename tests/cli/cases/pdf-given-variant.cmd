# A PDF becomes the document that it was, unless another is asked for; a document that the model lost is no more.
greffe render --variant=blocs gabarits.xml -o blocs.pdf 2>/dev/null
greffe render blocs.pdf -o encore.pdf && cmp blocs.pdf encore.pdf
greffe render --variant=formats gabarits.xml -o formats.pdf 2>/dev/null
greffe render --variant=formats blocs.pdf -o encore.pdf 2>/dev/null && cmp formats.pdf encore.pdf
cp -r "$GREFFE_MODELS/gabarits" modeles && sed -i 's/id="blocs"/id="autres"/' modeles/gabarits/model.xml
greffe check --forms=modeles blocs.pdf
