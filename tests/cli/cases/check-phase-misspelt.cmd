greffe check --phase=vote assemblee.xml
