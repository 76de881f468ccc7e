greffe check
