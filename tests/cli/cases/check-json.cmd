greffe check --format=json fautes.xml | valid-json
