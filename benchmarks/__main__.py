"""``python -m benchmarks``: every benchmark, one line each."""

from benchmarks import decoding, inspection

if __name__ == "__main__":
    for benchmark in (decoding, inspection):
        benchmark.run()
