# The form is read back from the PDF, whatever stands in the folder; the PDF goes out byte for byte, under its name.
export GREFFE_FORMS=$PWD/modeles
greffe render remise.xml -o fait.pdf && sed -i 's/2026-7/autre/' remise.xml && rm note.txt
mkdir sortie && greffe actes fait.pdf -o sortie && ls sortie && cmp fait.pdf sortie/acte-2026-7.pdf && cat sortie/acte-2026-7.csv
cd sortie && rm *.csv && greffe actes acte-2026-7.pdf
