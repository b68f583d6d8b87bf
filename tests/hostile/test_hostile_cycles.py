"""The fixtures of all rules, with code that runs in circles: each audit ends, as always.

A fixture is what makes a rule look far, so that its rewritten form leads the rule through the circles.
"""

import concurrent.futures
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Dict, List

from cycles import REWRITES, in_circles
from hostile_test import PROGRAM, SANITIZED

RULES = Path(os.environ["FASTIDIOUS_SOURCE"]) / "tests" / "rules"
SECONDS = 60 if SANITIZED else 10


def files_of(fixture: str) -> Dict[str, str]:
    """The files of a fixture's project, without the commits before the last one."""
    parts = re.split(r"(?m)^(?:#|//) --- (\S+).*\n", fixture)
    files = {"app/main.py": parts[0], **dict(zip(parts[1::2], parts[2::2]))}
    return {path: text for path, text in files.items() if not path.startswith("history/")}


def failure_of(fixture: Path, kind: str) -> str:
    """What is wrong with the audit of the fixture rewritten so; empty if nothing is."""
    files = files_of(fixture.read_text())
    rewritten = {path: in_circles(text, kind) for path, text in files.items() if path.endswith(".py")}
    if all(text == files[path] for path, text in rewritten.items()):
        return ""
    with tempfile.TemporaryDirectory(prefix="fastidious-") as root:
        for path, text in {**files, **rewritten}.items():
            place = Path(root) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        command = [PROGRAM, "audit", root, "--fail-on", "never", "--threads", "1",
                   "--output", f"json={root}/report.json"]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return f"{fixture.name}, {kind}: no end after {SECONDS} s"
        said = done.stderr.decode("utf-8", "replace")[-500:]
        return f"{fixture.name}, {kind}: exit {done.returncode} {said}" if done.returncode else ""


class Cycles(unittest.TestCase):
    def check(self, kind: str) -> None:
        fixtures = sorted(RULES.glob("*.py"))
        self.assertGreater(len(fixtures), 300)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            failures: List[str] = [*filter(None, pool.map(lambda one: failure_of(one, kind), fixtures))]
        self.assertEqual(failures[:20], [])


for kind in REWRITES:
    setattr(Cycles, f"test_{kind}", lambda self, kind=kind: self.check(kind))


if __name__ == "__main__":
    unittest.main()
