"""Exit codes of a worker: whoever starts workers goes by them."""

#: Stopped in order; failed on the way and may be started again; a configuration or a file is wrong and needs somebody.
DONE, FAILED, WRONG_USE = 0, 1, 2
