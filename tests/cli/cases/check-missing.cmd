greffe check absent.xml
