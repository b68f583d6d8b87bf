"""What the tests of hostile trees have in common: the program in a folder of its own, and bounds.

Time is the processor's, because a test may share the machine with others; only a program that hangs
is stopped by the clock. With a sanitizer built in (FASTIDIOUS_SANITIZE) all bounds are wider.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path
from typing import Any, Dict, List, Tuple, Union

PROGRAM = os.environ["FASTIDIOUS"]
SANITIZED = bool(os.environ.get("FASTIDIOUS_SANITIZE"))
SECONDS = 60 if SANITIZED else 5
PATIENCE = 1200 if SANITIZED else 120
MEGABYTES = 4000 if SANITIZED else 400
LONG = 100_000


class HostileTest(unittest.TestCase):
    """A folder for each test, and the program run on it."""

    SECONDS = SECONDS

    def setUp(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="fastidious-"))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)

    def write(self, path: str, content: Union[str, bytes]) -> None:
        data = content.encode() if isinstance(content, str) else content
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(data)

    def run_program(self, *words: str, prefix: Tuple[str, ...] = ()) -> Tuple[int, bytes, str]:
        """Exit code, standard output and standard error; within the bounds."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
            command = [*prefix, PROGRAM, *words]
            child = subprocess.Popen(command, cwd=self.root, stdout=out, stderr=errors)
            peak = self.wait_for(child)
            out.seek(0)
            errors.seek(0)
            message = errors.read().decode("utf-8", "replace")
            self.assertLess(peak, MEGABYTES, "megabytes")
            return child.returncode, out.read(), message

    def wait_for(self, child: "subprocess.Popen[bytes]") -> float:
        """Waits for the end of the child; gives its peak of memory in megabytes."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                child.returncode = -(status & 127) if status & 127 else status >> 8
                self.assertLess(usage.ru_utime + usage.ru_stime, self.SECONDS, "seconds")
                return usage.ru_maxrss / 1024
            time.sleep(0.005)
        child.kill()
        child.wait()
        self.fail(f"no end after {PATIENCE} s")

    def report(self, *words: str, prefix: Tuple[str, ...] = ()) -> Dict[str, Any]:
        """The JSON report of an audit."""
        command = ("audit", "--fail-on", "never", "--output", "json", *words)
        code, out, errors = self.run_program(*command, prefix=prefix)
        self.assertEqual((code, errors[-2000:]), (0, ""))
        return json.loads(out)

    def audit(self, *words: str, prefix: Tuple[str, ...] = ()) -> Dict[str, List[str]]:
        """The messages of AUD001 by file."""
        said: Dict[str, List[str]] = {}
        for finding in self.report(*words, prefix=prefix)["findings"]:
            if finding["rule"] == "AUD001":
                said.setdefault(finding["file"], []).append(finding["message"])
        return said
