# Names that lead out of the folder, or hide in it: nothing at all is written.
export GREFFE_FORMS=$PWD/modeles
mkdir zz && mv note.txt zz && sed -i 's|note.txt|zz/note.txt|' remise.xml && greffe render remise.xml -o fait.pdf
qpdf --qdf --object-streams=disable fait.pdf fait.qdf
mkdir dedans
for name in ../note.txt /zznote.txt zz/.ote.txt zz//ote.txt zz/..e.txt zz:note.txt; do
    LC_ALL=C sed "s|(zz/note.txt)|($name)|" fait.qdf >hostile.qdf
    ! cmp -s fait.qdf hostile.qdf || echo "the edit changes nothing"
    fix-qdf hostile.qdf >hostile.pdf
    greffe source hostile.pdf -o dedans 2>&1 | grep -v 'pas signé'
done
ls -A dedans
