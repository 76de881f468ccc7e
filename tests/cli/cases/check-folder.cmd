mkdir dossier && greffe check dossier
