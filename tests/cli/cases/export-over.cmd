mkdir sortie && greffe export assemblee.xml -o sortie && greffe export assemblee.xml -o sortie
