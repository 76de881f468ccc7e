greffe --version
