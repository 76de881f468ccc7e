for format in html json; do
    greffe check --format=$format annee.xml attestation.xml -o rapport.$format
    greffe check --format=$format attestation.xml -o rapport.$format && grep -c A1 rapport.$format
done
