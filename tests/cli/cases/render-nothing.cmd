greffe render
