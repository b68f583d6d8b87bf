#!/usr/bin/env python3
"""How many labelled secrets are found, and how many lines that hold none are reported.

    bench/secrets.py [--semgrep FOLDER] [--credsweeper FOLDER] [--leaky FOLDER] [--detect-secrets PROGRAM]

Nothing is fetched: each folder is a checkout that is there. `--semgrep` takes semgrep/semgrep-rules
(`ruleid:` and `ok:` above a line of generic/secrets), `--credsweeper` Samsung/CredSweeper (its samples and the
lines it expects to find in them), `--leaky` Plazmaz/leaky-repo (counts for each file).
The files are copied to a neutral place first, so that no scanner takes them for tests; detect-secrets runs
on the same files. Lines that a source calls secret are looked for in each scanner's findings, by file and line.
"""

import argparse
import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict, List, NamedTuple, Set, Tuple

from peers import RELEASE

RULES = "SEC001,SEC002,SEC003,SEC004,SEC008,SEC010"
Place = Tuple[str, int]


class Labels(NamedTuple):
    """Lines of files: those with a secret, and those that are known to have none."""

    secret: Set[Place]
    clean: Set[Place]


def neutral(name: str) -> str:
    """A file name that no scanner takes for documentation or a lock file."""
    return re.sub(r"\.(txt|md|template|example)$", ".conf", name).replace("test", "tst")


def take_semgrep(folder: Path, into: Path) -> Labels:
    """generic/secrets: the line behind `ruleid:` holds a secret, the one behind `ok:` none."""
    labels = Labels(set(), set())
    for path in sorted((folder / "generic" / "secrets").rglob("*")):
        if not path.is_file() or path.suffix in (".yaml", ".yml"):
            continue
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        name = neutral(f"{path.parent.name}_{path.name}")
        (into / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        for number, line in enumerate(lines, start=1):
            place = (name, number + 1)
            if re.search(r"\bruleid:", line):
                labels.secret.add(place)
            elif re.search(r"\bok:", line):
                labels.clean.add(place)
    return labels


def take_credsweeper(folder: Path, into: Path) -> Labels:
    """tests/samples: the lines of tests/data/output.json; of other lines nothing is said."""
    labels = Labels(set(), set())
    for found in json.loads((folder / "tests/data/output.json").read_text()):
        for line in found["line_data_list"]:
            path = folder / line["path"]
            name = neutral(path.name)
            if path.is_file() and not line["info"]:
                labels.secret.add((name, line["line_num"]))
                shutil.copyfile(path, into / name)
    return labels


def read_findings(folder: Path) -> Set[Place]:
    """The lines that fastidious reports."""
    command = [str(RELEASE / "fastidious"), "audit", str(folder), "--no-history", "--select", RULES]
    made = subprocess.run([*command, "--output", "json"], capture_output=True, check=False)
    places = set()
    for found in json.loads(made.stdout)["findings"]:
        places |= {(found["file"], n) for n in range(found["line"], found["end_line"] + 1)}
    return places


def read_detect_secrets(program: str, folder: Path) -> Set[Place]:
    """The lines that detect-secrets reports."""
    made = subprocess.run([program, "scan", "--all-files", "."], cwd=folder, capture_output=True,
                          check=True)
    results = json.loads(made.stdout)["results"]
    return {(name, one["line_number"]) for name, found in results.items() for one in found}


def print_row(name: str, found: Set[Place], labels: Labels) -> None:
    """Recall of the lines with a secret, and wrong ones among those known to have none."""
    right, wrong = len(found & labels.secret), len(found & labels.clean)
    recall = right / len(labels.secret) if labels.secret else 0
    precision = right / (right + wrong) if right + wrong else 1
    print(f"{name:16} recall {recall:6.1%} ({right} of {len(labels.secret)})   precision {precision:6.1%}"
          f" ({wrong} of {len(labels.clean)} clean lines)")


def print_leaky(folder: Path, scanners: Dict[str, Set[Place]]) -> None:
    """Files in which the scanner finds anything, of those with something at risk."""
    text = (folder / ".leaky-meta" / "secrets.csv").read_text().splitlines()
    rows = list(csv.reader(line for line in text if line and not line.startswith("#")))
    risky = {neutral(row[0].replace("/", "_").lstrip(".")) for row in rows if int(row[1]) > 0}
    for name, found in scanners.items():
        files = {place[0] for place in found}
        print(f"{name:16} files {len(files & risky)} of {len(risky)}   lines {len(found)}")


def take_leaky(folder: Path, into: Path) -> None:
    """Copies all files that git tracks."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith((".git/", ".leaky-meta/")):
            shutil.copyfile(path, into / neutral(name.replace("/", "_").lstrip(".")))


def scan(into: Path, program: str) -> Dict[str, Set[Place]]:
    """The findings of each scanner."""
    scanners = {"fastidious": read_findings(into)}
    if program:
        scanners["detect-secrets"] = read_detect_secrets(program, into)
    return scanners


def print_missed(scanners: Dict[str, Set[Place]], labels: Labels, into: Path) -> None:
    """Each line on which the scanners and the labels do not agree."""
    for name, found in scanners.items():
        for what, places in (("missed", labels.secret - found), ("wrong", labels.clean & found)):
            for file, line in sorted(places):
                text = (into / file).read_text(errors="replace").splitlines()[line - 1 : line]
                print(f"  {name} {what} {file}:{line} {(text or [''])[0].strip()[:110]}")


def main() -> None:
    """Runs what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for source in ("semgrep", "credsweeper", "leaky"):
        parser.add_argument(f"--{source}", type=Path)
    parser.add_argument("--detect-secrets", default="")
    parser.add_argument("--differences", action="store_true")
    options = parser.parse_args()
    takers = {"semgrep": take_semgrep, "credsweeper": take_credsweeper}
    for source, take in takers.items():
        folder = getattr(options, source)
        if folder is None:
            continue
        with tempfile.TemporaryDirectory(prefix="labelled") as temporary:
            into = Path(temporary)
            labels = take(folder, into)
            print(f"{source}: {len(labels.secret)} lines with a secret, {len(labels.clean)} without")
            scanners = scan(into, options.detect_secrets)
            for name, found in scanners.items():
                print_row(name, found, labels)
            if options.differences:
                print_missed(scanners, labels, into)
    if options.leaky:
        with tempfile.TemporaryDirectory(prefix="labelled") as temporary:
            take_leaky(options.leaky, Path(temporary))
            print("leaky-repo: counts by file")
            print_leaky(options.leaky, scan(Path(temporary), options.detect_secrets))


if __name__ == "__main__":
    sys.exit(main())
