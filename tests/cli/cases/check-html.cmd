greffe check --format=html attestation.xml annee.xml esperluette.xml vide.xml | valid-html
