# Nobody reads the pipe any more.
(sleep 0.2; greffe --help) | true
