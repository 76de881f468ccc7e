# A file is named with its size and digest; a picture among files is shown.
export GREFFE_FORMS=modeles
greffe dump --stage=document liasse.xml | grep -oE '[0-9]+.octets|[0-9a-f]{64}'; sha256sum note.txt
greffe check liasse.xml
greffe dump --stage=answers liasse.xml | grep annexe
greffe new liasse | grep annexe
rm note.txt; greffe check liasse.xml
