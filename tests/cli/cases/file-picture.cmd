# A picture that is joined as a file is shown, with the text that the model gives it.
export GREFFE_FORMS=modeles
printf '%s' 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==' | base64 -d >carte.png
sed -i 's/note.txt/carte.png/' liasse.xml
greffe dump --stage=document liasse.xml | grep figure
