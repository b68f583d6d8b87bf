#!/usr/bin/env python3
"""Prints how the time of an audit grows with each hostile shape: at about BYTES bytes and at twice as many.

    FASTIDIOUS=build/release/fastidious tests/hostile/measure.py [--bytes N] [NAME ...]
"""

import argparse
import os
import resource
import subprocess
import tempfile
from pathlib import Path
from typing import Tuple

from shapes import SHAPES, TREES, count_for, files_of, is_about_files

PROGRAM = os.path.abspath(os.environ.get("FASTIDIOUS", "build/release/fastidious"))
LONGEST = 20


def bound() -> None:
    """No run takes the processor longer than this."""
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))


def measure(name: str, count: int, options: Tuple[str, ...]) -> Tuple[float, float, str]:
    """Seconds of the processor, peak megabytes, and what went wrong."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in files_of(name, count).items():
            (Path(root) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(root) / path).write_text(text, newline="")
        command = [PROGRAM, "audit", root, "--fail-on", "never", "--threads", "1",
                   "--output", f"json={root}/out", *options]
        child = subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=bound)
        errors = child.stderr.read().decode("utf-8", "replace")
        _, status, usage = os.wait4(child.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        seconds = usage.ru_utime + usage.ru_stime
        return seconds, usage.ru_maxrss / 1024, "" if code == 0 else f"exit {code} {errors[-200:]}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--bytes", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--slow", type=float, default=0.0, help="print only slower ones")
    arguments = parser.parse_args()
    for name in arguments.names or [*SHAPES, *TREES]:
        count = arguments.files if is_about_files(name) else count_for(name, arguments.bytes)
        once = measure(name, count, ())
        twice = measure(name, 2 * count, ()) if not once[2] else (0.0, 0.0, "")
        if twice[0] < arguments.slow and not once[2]:
            continue
        ratio = twice[0] / once[0] if once[0] else 0.0
        print(f"{name:28} n={count:8} {once[0]:7.2f} s {twice[0]:7.2f} s  x{ratio:4.1f} "
              f"{once[1]:6.0f} {twice[1]:6.0f} MB {once[2]}{twice[2]}", flush=True)


if __name__ == "__main__":
    main()
