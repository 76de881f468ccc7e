greffe
