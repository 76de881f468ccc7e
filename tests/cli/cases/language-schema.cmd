greffe schema gabarits
