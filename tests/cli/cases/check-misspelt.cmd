greffe check atestation.xml
