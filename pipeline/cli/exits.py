"""Exit codes, as the contract fixes them."""

CHECK_FAILED = 1
#: Of a worker, or of a process of --jobs that has ended early: nothing was wrong with the input.
FAILED = 1
BAD_INPUT = 2
FAIL_ON = 3
INTERRUPTED = 130
