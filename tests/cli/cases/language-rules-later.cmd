sed 's/<jour>2026-01-01</<jour>2026-06-02</' gabarits.xml > recent.xml
greffe check --notes recent.xml
