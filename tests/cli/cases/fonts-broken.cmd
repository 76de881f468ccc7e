cp -rL "$(dirname "$GREFFE_MODELS")/../.." ici
checks() {
    echo abîmé >ici/share/greffe/fonts/PTF55F.ttf
    ici/bin/greffe check attestation.xml
    rm ici/share/greffe/fonts/hyph_fr.dic
    ici/bin/greffe check attestation.xml
    rm -r ici/share/greffe/fonts
    ici/bin/greffe check attestation.xml
}
checks 2>&1 | sed "s|$PWD/||"
