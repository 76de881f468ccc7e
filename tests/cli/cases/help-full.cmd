greffe --help >/dev/full; echo $?
greffe check --help >/dev/full; echo $?
greffe --version >/dev/full; echo $?
