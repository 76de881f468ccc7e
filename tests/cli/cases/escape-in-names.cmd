# Names of files may hold what acts on a terminal: ESC, a C1 control, a byte that is no UTF-8, a reordering mark.
name=$'a\e[31mb\u009bc\x9bd\u202ee\nf'
cp attestation.xml "$name.xml"
mkdir -p "modeles/$name" && echo '<x/>' >"modeles/$name/model.xml"
greffe check "$name.xml"
greffe check --format=html -o "$name.xml" "$name.xml"
greffe render "$name.xml"
greffe render "$name.xml" "$name.xml"
greffe render --force -o "$name.xml" "$name.xml"
greffe new attestation -o "$name.xml"
greffe new attestation -o "absent/$name.xml"
greffe "$name"
greffe check "--$name"
greffe check "--format=$name" "$name"
greffe check "--table=$name" "$name"
greffe forms "$name"
greffe forms --forms=modeles
