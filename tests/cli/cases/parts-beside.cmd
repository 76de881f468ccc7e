# Without -o the parts stand beside the form; what Greffe did not write is not replaced.
export GREFFE_FORMS=modeles
mkdir dossier; cp liasse.xml attestation.xml note.txt dossier
echo autre >dossier/piece-2-attestation.pdf
greffe render --parts dossier/liasse.xml; status=$?
ls dossier; cat dossier/piece-2-attestation.pdf; exit $status
