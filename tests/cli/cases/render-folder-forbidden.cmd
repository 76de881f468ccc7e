mkdir sortie && chmod a-w sortie
# root may write everywhere, unless it gives that right up.
drop=()
[ "$(id -u)" -eq 0 ] && drop=(setpriv --bounding-set=-dac_override --inh-caps=-dac_override)
"${drop[@]}" greffe render attestation.xml -o sortie/acte.pdf
