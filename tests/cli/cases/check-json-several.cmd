greffe check --format=json attestation.xml esperluette.xml absent.xml annee.xml | valid-json
