# In 2019 neither the limit of 2020 nor the rule of June 2026 is in force, and the rule that ended in 2019 is.
sed 's/<jour>2026-01-01</<jour>2019-05-05</' gabarits.xml > ancien.xml
greffe check --notes ancien.xml
