greffe new atestation
