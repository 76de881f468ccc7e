greffe --help
