greffe --help >&-
