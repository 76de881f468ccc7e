greffe check fautes.xml
