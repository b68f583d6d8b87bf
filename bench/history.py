#!/usr/bin/env python3
"""Scans git repositories for secrets, tree and history: time, peak memory, what is found.

    bench/history.py [--commits 50000] [--with PROGRAM]
    bench/history.py --repository FOLDER... --with PROGRAM [--rounds 3]

Without FOLDER the repository is made by `git fast-import` in a temporary folder: every commit changes one of 400
files, every thousandth brings a secret that the commit after next takes out again. `--with gitleaks`
runs another scanner on the same repository, which is found on PATH: `gitleaks detect` for the history and
`gitleaks detect --no-git` for the tree. Given folders are scanned in turns, and medians are printed of
the time that all threads take together, and of what passes meanwhile.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Dict, List, NamedTuple

from peers import RELEASE, build_release

FILES = 400
SECRETS_EVERY = 1000
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
OURS = [str(RELEASE / "fastidious"), "audit", ".", "--select", "SEC001,SEC002,SEC009"]
WORDS = "order customer invoice total amount shipped address country price discount tax".split()


class Run(NamedTuple):
    """What one run of a program took."""

    seconds: float  # that pass
    work: float  # seconds of all threads and children
    peak_bytes: int
    output: bytes


def key_of(number: int) -> str:
    """An invented AWS access key id."""
    return "AK" + "IA" + "".join(random.Random(number).choices(LETTERS, k=14)) + "7Q"


def text_of(number: int, generator: random.Random) -> str:
    """A module of some three thousand bytes."""
    lines = [f'"""Module {number}."""', ""]
    for i in range(40):
        first, second = generator.sample(WORDS, 2)
        lines += [f"def {first}_{second}_{i}({first}: int) -> int:", f"    return {first} + {i}", ""]
    return "\n".join(lines)


def commit(out, number: int, path: str, text: str) -> None:
    """Writes one commit for git fast-import."""
    data, message = text.encode(), f"Change {number}".encode()
    out.write(b"commit refs/heads/main\ncommitter A <a@acme.io> %d +0000\n" % (1_600_000_000 + number * 60))
    out.write(b"data %d\n%s\n" % (len(message), message))
    out.write(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data))


def make_repository(folder: Path, commits: int) -> int:
    """Fills `folder` with a repository; gives how many secrets its history holds."""
    subprocess.run(["git", "init", "--quiet", "--initial-branch", "main", str(folder)], check=True)
    generator = random.Random(1)
    texts = {f"app/module_{i}.py": text_of(i, generator) for i in range(FILES)}
    process = subprocess.Popen(
        ["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE
    )
    planted: Dict[int, str] = {}
    for number in range(commits):
        path = f"app/module_{number % FILES}.py"
        texts[path] = texts[path].replace("return ", f"return {number} + ", 1)[:6000]
        text = texts[path]
        if number % SECRETS_EVERY == SECRETS_EVERY // 2:
            planted[number] = path
            text += f'\nKEY = "{key_of(number)}"\n'
        commit(process.stdin, number, path, text)
    for number, path in planted.items():
        commit(process.stdin, commits + number, path, texts[path])
    process.stdin.close()
    if process.wait() != 0:
        sys.exit("git fast-import failed")
    subprocess.run(["git", "reset", "--hard", "--quiet"], cwd=folder, check=True)
    return len(planted)


def run(command: List[str], folder: Path, cache: Path) -> Run:
    """Runs a command, with its own cache."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    with tempfile.TemporaryFile() as output:
        begin = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.DEVNULL
        )
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begin
        process.returncode = 0
        output.seek(0)
        work = usage.ru_utime + usage.ru_stime
        return Run(seconds, work, usage.ru_maxrss * 1024, output.read())


def print_run(name: str, done: Run, what: str) -> None:
    """One line of the table."""
    print(f"{name:24} {done.seconds:8.2f} s {done.work:8.2f} s of work {done.peak_bytes / 1e6:8.0f} MB   {what}")


def run_other(program: str, folder: Path, cache: Path, report: Path) -> Run:
    """What another scanner takes for the tree and the history together."""
    runs = [
        run([program, "detect", *words, "-s", ".", "--no-banner", "--exit-code", "0", "-r",
             str(report)], folder, cache)
        for words in (["--no-git"], [])
    ]
    return Run(sum(r.seconds for r in runs), sum(r.work for r in runs),
               max(r.peak_bytes for r in runs), b"")


def compare(folder: Path, program: str, rounds: int, temporary: str) -> None:
    """Scans a repository in turns, each time without a cache."""
    ours, others = [], []
    for _ in range(rounds):
        cache = Path(tempfile.mkdtemp(dir=temporary))
        ours.append(run([*OURS, "--no-cache", "--output", "json"], folder, cache))
        others.append(run_other(program, folder, cache, Path(temporary, "report.json")))
    seconds, work = (
        [statistics.median(getattr(r, what) for r in runs) for runs in (ours, others)]
        for what in ("seconds", "work")
    )
    print(f"{folder.name:32} work {work[0]:7.2f} s {work[1]:7.2f} s {work[1] / work[0]:6.1f}x"
          f"   time {seconds[0]:7.2f} s {seconds[1]:7.2f} s {seconds[1] / seconds[0]:6.1f}x"
          f"   peak {max(r.peak_bytes for r in ours) / 1e6:5.0f} MB", flush=True)


def main() -> None:
    """Makes the repository and scans it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--commits", type=int, default=50_000)
    parser.add_argument("--with", dest="other", default="")
    parser.add_argument("--repository", type=Path, nargs="+", default=[])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    other = shutil.which(options.other) if options.other else ""
    if other is None or (options.repository and not other):
        sys.exit("no other scanner on PATH")
    build_release("fastidious")
    with tempfile.TemporaryDirectory() as temporary:
        for folder in options.repository:
            compare(folder.resolve(), other, options.rounds, temporary)
        if options.repository:
            return
        folder, cache = Path(temporary, "repository"), Path(temporary, "cache")
        secrets = make_repository(folder, options.commits)
        print(f"{options.commits + secrets} commits, {secrets} secrets that HEAD has no more")
        for name in ("fastidious", "fastidious, once more"):
            done = run([*OURS, "--output", "json"], folder, cache)
            found = [f for f in json.loads(done.output)["findings"] if f["rule"] == "SEC009"]
            print_run(name, done, f"{len(found)} found")
        if other:
            report = Path(temporary, "report.json")
            done = run_other(other, folder, cache, report)
            values = {finding["Secret"] for finding in json.loads(report.read_text())}
            print_run(options.other, done, f"{len(values)} found")


if __name__ == "__main__":
    main()
