# What is said of the published texts themselves: Plaine Limagne's « ces quatre années » for 2025-2029, and no date.
cp -r $GREFFE_TESTS/../samples/{albi,plaine-limagne,thiers-ambert-billom,thionville} .
for sample in */communique.xml; do
    greffe check --forms=$GREFFE_TESTS/../forms $sample 2>said.txt
    echo "$sample:"
    sed -n "\\|^$sample:[0-9]|,\\|^    [A-Z].*\\.\$|p" said.txt | grep -v 'aucune erreur'
done
true
