greffe export
