#!/usr/bin/env python3
"""Audits examples/orders-api and compares the findings with its FLAWS.md.

Every row that is expected now must be reported by its check on its line, unless the program has no
such check yet; those and the rows for later are counted. Exits with 1 if an expected flaw is not
found, or one for later is.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE / "orders-api"
ROW = re.compile(
    r"^\| (?P<file>[^|]+):(?P<line>\d+) \| (?P<code>\w+) \| (?P<when>\w+) \| (?P<text>.*) \|$"
)


class Flaw(NamedTuple):
    """A row of FLAWS.md."""

    file: str
    line: int
    code: str
    expected: bool
    text: str


def read_flaws(page: Path) -> list:
    """Gives the rows of FLAWS.md."""
    rows = (ROW.match(line) for line in page.read_text(encoding="utf-8").splitlines())
    return [
        Flaw(row["file"], int(row["line"]), row["code"], row["when"] == "now", row["text"])
        for row in rows
        if row
    ]


def run(*command: str) -> object:
    """Gives what a command prints, read as JSON."""
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {result.returncode}: {result.stderr.strip()}")
    return json.loads(result.stdout)


def is_found(flaw: Flaw, findings: list) -> bool:
    """Tells whether a finding of the flaw's check covers its line."""
    return any(
        finding["rule"] == flaw.code
        and finding["file"] == flaw.file
        and finding["line"] <= flaw.line <= max(finding["line"], finding["end_line"])
        for finding in findings
    )


def main() -> int:
    """Prints what was missed; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("FASTIDIOUS", HERE.parent / "build" / "release" / "fastidious")
    parser.add_argument("--program", type=Path, default=default)
    program = str(parser.parse_args().program)

    flaws = read_flaws(EXAMPLE / "FLAWS.md")
    checks = {rule["code"] for rule in run(program, "rules", "--output", "json")}
    findings = run(program, "audit", str(EXAMPLE), "--output", "json")["findings"]
    expected = [flaw for flaw in flaws if flaw.expected and flaw.code in checks]
    missed = [flaw for flaw in expected if not is_found(flaw, findings)]
    for flaw in missed:
        print(f"{flaw.file}:{flaw.line}: {flaw.code} not reported: {flaw.text}")
    waiting = sorted({flaw.code for flaw in flaws if flaw.expected and flaw.code not in checks})
    later = [flaw for flaw in flaws if not flaw.expected]
    early = [flaw for flaw in later if is_found(flaw, findings)]
    for flaw in early:
        print(f"{flaw.file}:{flaw.line}: {flaw.code} is reported already: mark it `now`")
    print(f"{len(expected) - len(missed)} of {len(expected)} expected flaws found, {len(later)} are "
          f"for later; {len(findings)} findings in all")
    if waiting:
        print(f"no such check yet: {', '.join(waiting)}")
    return 1 if missed or early or not expected else 0


if __name__ == "__main__":
    sys.exit(main())
