#!/usr/bin/env python3
"""Times `fastidious audit` beside `ruff check` on one folder: whole processes, one thread each.

    bench/audit_against_ruff.py [FOLDER]        default: the corpus that bench/corpus.txt pins

Ruff runs the families that overlap our rules, preview on, without cache or project configuration;
we run once with every rule and once with those that have a twin in these families. They take turns; output goes to /dev/null; medians of elapsed time and the
peak of resident memory are printed.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Dict, List, NamedTuple

from peers import RELEASE, ROOT, build_release, fetch_corpus, print_table, python_files

FAMILIES = "E,W,F,D,DOC,ANN,S,C901,PLR,ASYNC,FAST,LOG,G,BLE,TRY,B,ERA,DTZ,T20,N"
TWINS = (
    "API008 ASY001 COD001 COD002 COD004 COD005 COD007 COD009 COD011 COD012 COD014 COD016"
    " COD017 COD022 COD023 COD028 COD029 COD030 DOC001 DOC002 DOC003 DOC004 DOC005 DOC006"
    " DOC007 DOC008 DOC009 DOC010 DOC011 DOC013 LOG001 LOG008 LOG009 LOG014 LOG015 SEC002"
    " SEC020 SEC026 SEC027 SEC033 SEC035 SEC056 SEC066 SEC070 SEC081 SEC083 SEC095 TYP001"
    " TYP002 TYP003"
)
FORMATS = {"json": ("json", "json"), "lines": ("github", "concise")}  # ours, ruff's


class Run(NamedTuple):
    """What one run of a program took."""

    seconds: float
    peak_bytes: int


def find_ruff() -> str:
    """The ruff of the project's virtual environment, else the one on PATH."""
    program = shutil.which("ruff", path=str(ROOT / ".venv" / "bin")) or shutil.which("ruff")
    return program or sys.exit("no ruff: run scripts/setup.sh")


def commands(options: argparse.Namespace) -> Dict[str, List[str]]:
    """The command lines, by name; each runs inside the folder."""
    ours, theirs = FORMATS[options.format]
    audit = [str(RELEASE / "fastidious"), "audit", ".", "--threads", "1", "--output", ours]
    return {
        "every rule": audit,
        "rules with a twin": [*audit, "--select", TWINS.replace(" ", ",")],
        "ruff check": [
            find_ruff(), "check", "--no-cache", "--isolated", "--preview", "--exit-zero", "--quiet",
            "--no-respect-gitignore", "--exclude", "", "--select", FAMILIES,
            "--output-format", theirs, ".",
        ],
    }


def run(command: List[str], folder: Path) -> Run:
    """Runs a command with its output thrown away."""
    environment = {**os.environ, "RAYON_NUM_THREADS": "1", "NO_COLOR": "1"}
    begin = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    message = process.stderr.read().decode("utf-8", "replace").strip()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {message}")
    return Run(seconds, usage.ru_maxrss * 1024)


def versions(programs: Dict[str, List[str]]) -> str:
    """The versions of the programs."""
    lines = [
        subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()
        for program in dict.fromkeys(command[0] for command in programs.values())
    ]
    return ", ".join(lines)


def main() -> int:
    """Prints the table; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--format", choices=FORMATS, default="json", help="what both print")
    options = parser.parse_args()

    build_release("fastidious")
    folder = (options.folder or fetch_corpus()).resolve()
    files = python_files(folder)
    size = sum(path.stat().st_size for path in files)
    programs = commands(options)
    runs = {name: [] for name in programs}
    for _ in range(options.rounds):
        for name, command in programs.items():
            runs[name].append(run(command, folder))

    middle = {name: statistics.median(one.seconds for one in list_) for name, list_ in runs.items()}
    rows = []
    for name, seconds in middle.items():
        peak = max(one.peak_bytes for one in runs[name])
        rows.append(
            [name, f"{seconds:.2f}", f"{min(one.seconds for one in runs[name]):.2f}",
             f"{size / 1e6 / seconds:.1f}", f"{middle['ruff check'] / seconds:.1f}",
             f"{peak / 1e6:.0f}", f"{peak / size:.1f}"]
        )
    print_table(
        f"{len(files)} files, {size / 1e6:.1f} MB, one thread, {options.rounds} rounds in turns,"
        f" {options.format} output; {versions(programs)}",
        ["program", "median s", "best s", "MB/s", "times ruff", "peak MB",
         "peak bytes per source byte"],
        rows,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
