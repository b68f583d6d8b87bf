#!/usr/bin/env python3
"""Every comparison with every interpreter found, and a table of what came out.

    .venv/bin/python tests/differential/all.py build/release/fastidious [--pyodide] [--jobs N]

Tokens, trees and scopes over each interpreter's library and site-packages and over cases/; trees of
the snippets in CPython's own tests; COD002 beside mccabe and COD007 beside pycodestyle over the
library of the running interpreter. Takes minutes the first time: see compare.py. Exits with 1 if
anything differs.
"""

import argparse
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import List, Tuple

import snippets
from compare import HERE, LENIENT, NOT_BUILT, WRONG, compare_library, is_clean
from interpreters import Interpreter, find_interpreters, install_pyodide

COLUMNS = ("equal", "rejected by both", LENIENT, NOT_BUILT, "limit")
COMPARISONS = (
    ("tokens", "tokens", Interpreter.files),
    ("ast", "ast", Interpreter.files),
    ("scopes", "scopes", Interpreter.files),
    ("ast of snippets", "ast", snippets.files_of),
)


def row(name: str, interpreter: Interpreter, verdicts: "dict[str, str]") -> str:
    """One line of the table."""
    tally = Counter(verdicts.values())
    counts = [len(verdicts), *(tally[word] for word in COLUMNS), sum(tally[word] for word in WRONG)]
    return f"| {name} | {interpreter.version} | " + " | ".join(map(str, counts)) + " |"


def compare_all(options: argparse.Namespace) -> Tuple[List[str], bool]:
    """The table's lines, and whether nothing differs."""
    header = ("compared", "CPython", "files", *COLUMNS, "different")
    table = ["| " + " | ".join(header) + " |", "|---" * len(header) + "|"]
    clean = True
    for name, kind, files_of in COMPARISONS:
        print(f"== {name}", flush=True)
        for interpreter in find_interpreters([]):
            verdicts = compare_library(options, kind, interpreter, files_of(interpreter))
            clean = clean and is_clean(verdicts, strict=False)
            table.append(row(name, interpreter, verdicts))
    return table, clean


def last_line_of(script: str, *arguments: str) -> Tuple[str, bool]:
    """What a comparison with a peer prints in the end, and whether nothing differs."""
    command = [sys.executable, str(HERE / script), *arguments]
    made = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    lines = made.stdout.strip().splitlines() or [f"ended with {made.returncode}"]
    summary = next((line for line in lines if line.startswith("all ")), lines[-1])
    return f"{script}: {' '.join(summary.split())}", made.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", nargs="?", default="build/release/fastidious")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="files in parallel")
    parser.add_argument("--show", type=int, default=0, help="disagreements shown of each")
    parser.add_argument("--pyodide", action="store_true", help="fetch CPython 3.14 first (npm)")
    options = parser.parse_args()
    if options.pyodide:
        install_pyodide()
    table, clean = compare_all(options)
    dump_style = Path(options.program).parent / "tests/differential/dump_style"
    peers = [last_line_of("complexity.py", options.program),
             last_line_of("style.py", "--program", str(dump_style), "--shown", "0")]
    print("", *table, "", *(text for text, _ in peers), sep="\n")
    return 0 if clean and all(fine for _, fine in peers) else 1


if __name__ == "__main__":
    sys.exit(main())
