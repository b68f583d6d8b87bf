"""Byte for byte the same reports for any number of threads, and from run to run.

Two projects: the bundled example, and one that is generated from the rules' fixtures, so that most
rules have something to say, with modules that import one another in circles, whose order of arrival
in the tables differs from run to run.
"""

import os
import random
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["FASTIDIOUS"]
SOURCE = Path(os.environ["FASTIDIOUS_SOURCE"])
FORMATS = ("json", "text", "markdown", "sarif", "github")
THREADS = sorted({1, 2, 3, os.cpu_count() or 4, 8})
# What depends on the clock and on how fast git answers is left out (ARCHITECTURE.md, Invariants).
SETTLED = ("--no-history", "--no-owners", "--date", "2026-01-05")
RUNS = 2
MODULES = 300
SECONDS = 300


def module_text(number: int, dice: random.Random) -> str:
    """A module that imports others, some of them back, and has functions in common with them."""
    imports = sorted(dice.sample(range(MODULES), 4))
    lines = [f"from app.m{other} import f{other}, name_{other}_{number}" for other in imports]
    for name in (number, dice.randrange(MODULES), "shared"):
        lines += [f"def f{name}(value, items=[]):", f"    local_{number} = value"]
        lines += [f"    total_{step} = f{imports[step % 4]}(value, items)" for step in range(9)]
        lines += ["    return total_0 + undefined_name"]
    return "\n".join(lines) + "\n"


def generate(root: Path) -> None:
    """Writes a project; the same one each time."""
    dice = random.Random(20)
    files = {f"app/m{number}.py": module_text(number, dice) for number in range(MODULES)}
    for fixture in sorted((SOURCE / "tests/rules").glob("*.py")):
        files[f"app/{fixture.stem.lower()}.py"] = fixture.read_text(encoding="utf-8")
        files[f"copy/{fixture.stem.lower()}.py"] = fixture.read_text(encoding="utf-8")
    for number in range(20):
        files[f"broken/b{number}.py"] = f"def f{number}(:\n  x = (\nclass\n" * (number + 1)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def reports(root: Path, threads: int) -> "dict[str, bytes]":
    """All reports of one run."""
    with tempfile.TemporaryDirectory() as out:
        words = [word for name in FORMATS for word in ("--output", f"{name}={out}/{name}")]
        command = [PROGRAM, "audit", str(root), "--threads", str(threads), *SETTLED, *words]
        made = subprocess.run(command, stderr=subprocess.PIPE, timeout=SECONDS, check=False)
        if made.returncode not in (0, 1):
            raise AssertionError(f"exit code {made.returncode}: {made.stderr.decode()}")
        return {name: Path(out, name).read_bytes() for name in FORMATS}


def first_difference(one: bytes, other: bytes) -> str:
    """The first lines that differ."""
    for number, (a, b) in enumerate(zip(one.splitlines(), other.splitlines()), 1):
        if a != b:
            return f"line {number}: {a[:200]!r} and {b[:200]!r}"
    return f"{len(one)} and {len(other)} bytes"


class Determinism(unittest.TestCase):
    def check(self, root: Path, at_least: int) -> None:
        first = reports(root, 1)
        self.assertGreater(first["json"].count(b'"fingerprint"'), at_least)
        for threads in [threads for threads in THREADS for _ in range(RUNS)]:
            for name, text in reports(root, threads).items():
                if text != first[name]:
                    self.fail(f"{name}, {threads} threads: {first_difference(first[name], text)}")

    def test_example(self) -> None:
        self.check(SOURCE / "examples/orders-api", at_least=20)

    def test_generated_project(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            generate(Path(folder))
            self.check(Path(folder), at_least=1000)


if __name__ == "__main__":
    unittest.main()
