greffe new gabarits
