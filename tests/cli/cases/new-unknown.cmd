greffe new facture
