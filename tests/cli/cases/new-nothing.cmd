greffe new
