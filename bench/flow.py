#!/usr/bin/env python3
"""Times the analysis of data flow on a million lines of real packages, on four threads.

    bench/flow.py [FOLDER] [--rounds 5] [--threads 4] [--most MILLISECONDS]

Without FOLDER it is the packages of bench/corpus.txt that have most to do with requests and make up
a million lines: django, litellm and prefect. The time is what `audit --stats` says of data flow with
every rule that needs it; the median of the rounds is printed. Exit code 1: it is above --most (500),
or another number of threads has other findings.
"""

import argparse
import hashlib
import json
import re
import statistics
import subprocess
import sys
from pathlib import Path
from typing import List, Tuple

from peers import RELEASE, ROOT, build_release, fetch_corpus, python_files

PACKAGES = ("django", "litellm", "prefect")
RULES = ",".join(f"SEC{number:03}" for number in range(20, 39))


def million_lines() -> Path:
    """A folder with links to the packages."""
    corpus, folder = fetch_corpus(), ROOT / "build" / "bench" / "million-lines"
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        if not (folder / package).exists():
            subprocess.run(["cp", "-rl", str(corpus / package), str(folder / package)], check=True)
    return folder


def count_lines(folder: Path) -> int:
    """Of all Python files."""
    return sum(Path(file).read_bytes().count(b"\n") for file in python_files(folder))


def audit(folder: Path, threads: int) -> Tuple[float, str]:
    """Milliseconds of data flow, and what tells findings from others."""
    command = [str(RELEASE / "fastidious"), "audit", str(folder), "--select", RULES, "--stats",
               "--no-history", "--no-owners", "--fail-on", "never", "--output", "json",
               "--threads", str(threads)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    took = re.search(r"([\d.]+) ms +of which data flow", done.stderr)
    if took is None:
        sys.exit(f"no time of data flow in:\n{done.stderr}")
    findings = json.dumps(json.loads(done.stdout)["findings"])
    return float(took.group(1)), hashlib.sha256(findings.encode()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--most", type=float, default=500)
    options = parser.parse_args()
    build_release("fastidious")
    folder = options.folder or million_lines()
    runs: List[Tuple[float, str]] = [audit(folder, options.threads) for _ in range(options.rounds)]
    alone = audit(folder, 1)
    median = statistics.median(milliseconds for milliseconds, _ in runs)
    same = {findings for _, findings in [*runs, alone]}
    print(f"{count_lines(folder):,} lines: data flow in {median:.0f} ms on {options.threads} threads,"
          f" {alone[0]:.0f} ms on one; findings are {'the same' if len(same) == 1 else 'NOT the same'}")
    raise SystemExit(median > options.most or len(same) != 1)


if __name__ == "__main__":
    main()
