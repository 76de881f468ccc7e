# What « new » writes lacks every required value and nothing else.
greffe new gabarits > vide.xml
greffe check vide.xml
