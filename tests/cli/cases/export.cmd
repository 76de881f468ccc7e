mkdir sortie && greffe export assemblee.xml -o sortie && head -20 sortie/*
