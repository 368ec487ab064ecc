"""Run a command and write its exit code, seconds of CPU and peak resident size in KiB to a file descriptor.

A process of its own, and a small one: Linux counts the size of whoever starts a program towards that program's peak, so a
child that was started by a test run of 800 MiB could never be seen to need less.

Usage: python -IS measured.py FD COMMAND ...
"""

from __future__ import annotations

import os
import subprocess
import sys

if __name__ == "__main__":
    with open(int(sys.argv[1]), "w", encoding="ascii") as told:
        child = subprocess.Popen(sys.argv[2:])
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        print(child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=told)
