#!/usr/bin/env python3
"""Precision and recall of our rules on tests that others have labelled.

    bench/accuracy/labelled.py --semgrep DIR --bandit DIR [--binary build/release/fastidious] [--list]

DIR are checkouts of https://github.com/semgrep/semgrep-rules and https://github.com/PyCQA/bandit; nothing
is fetched. Of semgrep the lines count that a comment `# ruleid:` or `# ok:` stands above, for the rules of
families.py; of bandit how many findings an example has, by its functional tests. `--list` names each
line on which we differ.

Their matches begin where a value comes from, ours end where it does harm: a label stands for its
statement, and a finding for the lines it covers and those of its trace. A label above a `def` stands
for the whole function. That goes for `ok` as for `ruleid`.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Set, Tuple

from families import ALSO, ASKED, BANDIT, BEGINS, FAMILIES, MISSING_IMPORTS, NOT_COVERED

LABEL = re.compile(r"#\s*(ruleid|ok)\s*:\s*([\w,\s-]+)")


class Label(NamedTuple):
    rule: str
    is_flaw: bool
    line: int


class Score:
    """What was found of what should be, and what was found beside it."""

    def __init__(self) -> None:
        self.hit = self.missed = self.wrong = 0

    def row(self, name: str) -> str:
        found, flaws = self.hit + self.wrong, self.hit + self.missed
        precision = f"{100 * self.hit / found:5.1f} %" if found else "      -"
        recall = f"{100 * self.hit / flaws:5.1f} %" if flaws else "      -"
        return f"{name:<18} {self.hit:>5} {self.missed:>7} {self.wrong:>6}   {precision}   {recall}"

    def add(self, other: "Score") -> None:
        self.hit += other.hit
        self.missed += other.missed
        self.wrong += other.wrong


def labels_in(lines: List[str]) -> Iterator[Label]:
    for number, line in enumerate(lines, 1):
        found = LABEL.search(line)
        if found is None:
            continue
        at = number if line.split("#")[0].strip() else number + 1
        while at <= len(lines) and lines[at - 1].strip().startswith("#"):
            at += 1
        for rule in re.split(r"[,\s]+", found.group(2).strip()):
            yield Label(rule, found.group(1) == "ruleid", at)


class Found(NamedTuple):
    places: Set[int]  # the lines that findings cover
    traced: Set[int]  # those, and where what they find comes from


def found_lines(binary: str, text: str, codes: Tuple[str, ...]) -> Found:
    """The lines of the findings of `codes` in `text`."""
    with tempfile.TemporaryDirectory() as root:
        (Path(root) / "app").mkdir()
        (Path(root) / "app" / "main.py").write_text(text, encoding="utf-8")
        run = subprocess.run([binary, "audit", root, "--select", ",".join(codes), "--output", "json"],
                             capture_output=True, text=True, check=False)
    found = Found(set(), set())
    for finding in json.loads(run.stdout)["findings"]:
        found.places.update(range(finding["line"], finding["end_line"] + 1))
        found.traced.update(step["line"] for step in finding.get("trace", []))
    found.traced.update(found.places)
    return found


def end_of_function(lines: List[str], line: int) -> int:
    """The last line of the function whose `def` is at `line`, by its indentation."""
    indent = len(lines[line - 1]) - len(lines[line - 1].lstrip())
    for at in range(line + 1, len(lines) + 1):
        code = lines[at - 1]
        if code.strip() and not code.startswith("#") and len(code) - len(code.lstrip()) <= indent:
            return at - 1
    return len(lines)


def end_of_statement(lines: List[str], line: int) -> int:
    """The last line of the statement at `line`, by its brackets."""
    if line <= len(lines) and re.match(r"\s*(async\s+)?def\s", lines[line - 1]):
        return end_of_function(lines, line)
    depth = 0
    for at in range(line, min(line + 12, len(lines)) + 1):
        code = lines[at - 1].split("#")[0]
        depth += sum(code.count(c) for c in "([{") - sum(code.count(c) for c in ")]}")
        if depth <= 0 and not code.rstrip().endswith(("\\", ",")) and not code.strip().startswith("@"):
            return at
    return line


def is_covered(path: str, lines: List[str]) -> bool:
    """Whether the catalogue has a check for what is labelled at the first of `lines`."""
    first, few = lines[0].strip(), "\n".join(lines[:8]).strip()
    return not any(path == name and
                   (re.match(pattern, few) if r"\n" in pattern else re.search(pattern, first))
                   for name, pattern, _ in NOT_COVERED)


def end_of_match(lines: List[str], label: Label) -> int:
    """The last line that the label stands for."""
    end = end_of_statement(lines, label.line)
    begins = BEGINS.get(label.rule)
    if begins is not None and re.search(begins, lines[label.line - 1]):
        return end_of_statement(lines, end + 1)
    return end


class Judged(NamedTuple):
    family: str
    label: Label
    is_found: bool
    code: str


def judge_file(path: Path, name: str, binary: str) -> List[Judged]:
    """What we say to each label of a file, `name` below the root."""
    family_of = {rule: family for family, (_, rules) in FAMILIES.items() for rule in rules}
    text = path.read_text(encoding="utf-8", errors="replace")
    lines = text.splitlines()
    text += "\n" + MISSING_IMPORTS.get(name, "")
    found: Dict[Tuple[str, ...], Found] = {}
    judged: List[Judged] = []
    for label in labels_in(lines):
        code = lines[label.line - 1].strip() if label.line <= len(lines) else ""
        if label.rule not in family_of or not is_covered(name, lines[label.line - 1:] or [""]):
            continue
        family = family_of[label.rule]
        codes = ASKED.get(label.rule, FAMILIES[family][0]) + (ALSO.get(label.rule, ()) if label.is_flaw else ())
        if codes not in found:
            found[codes] = found_lines(binary, text, codes)
        covered = set(range(label.line, end_of_match(lines, label) + 1)) & found[codes].traced
        judged.append(Judged(family, label, bool(covered), code))
    return judged


def score_semgrep(root: Path, binary: str, listing: bool) -> Dict[str, Score]:
    scores: Dict[str, Score] = defaultdict(Score)
    # what an edit makes of the test beside it has the labels of that one
    paths = [path for path in sorted((root / "python").rglob("*.py"))
             if not path.name.endswith(".fixed.py")]
    names = [str(path.relative_to(root / "python")) for path in paths]
    with ThreadPoolExecutor(3) as pool:
        files = list(pool.map(lambda one: judge_file(one[0], one[1], binary), zip(paths, names)))
    for name, judged in zip(names, files):
        for one in judged:
            score = scores[one.family]
            score.hit += one.label.is_flaw and one.is_found
            score.missed += one.label.is_flaw and not one.is_found
            score.wrong += one.is_found and not one.label.is_flaw
            if listing and one.is_found != one.label.is_flaw:
                what = "missed" if one.label.is_flaw else "wrong "
                print(f"  {one.family:<15} {what} {name}:{one.label.line}: {one.code[:100]}")
    return scores


def expected_of_bandit(root: Path) -> Dict[str, int]:
    """How many findings the functional tests expect of each example."""
    text = (root / "tests" / "functional" / "test_functional.py").read_text(encoding="utf-8")
    counts: Dict[str, int] = {}
    for test in re.split(r"\n    def ", text):
        severity = re.search(r'"SEVERITY":\s*\{([^}]*)\}', test)
        for name in re.findall(r'check_example\(\s*"([^"]+)"', test):
            if severity is not None:
                counts.setdefault(name, sum(int(n) for n in re.findall(r":\s*(\d+)", severity.group(1))))
    return counts


def score_bandit(root: Path, binary: str, listing: bool) -> Dict[str, Score]:
    scores: Dict[str, Score] = {}
    expected = expected_of_bandit(root)
    for name, (codes, left_out, _) in BANDIT.items():
        path = root / "examples" / name
        if name not in expected or not path.exists():
            continue
        wanted = expected[name] - left_out
        ours = len(found_lines(binary, path.read_text(encoding="utf-8"), codes).places)
        score = scores[name] = Score()
        score.hit = min(ours, wanted)
        score.missed = max(wanted - ours, 0)
        score.wrong = max(ours - wanted, 0)
        if listing and ours != wanted:
            print(f"  {name}: {ours} lines, bandit {wanted} of those we cover")
    return scores


def show(title: str, scores: Dict[str, Score]) -> None:
    print(f"{title:<18} {'right':>5} {'missed':>7} {'wrong':>6}   precision    recall")
    total = Score()
    for name in sorted(scores):
        print(scores[name].row(name))
        total.add(scores[name])
    print(total.row("all"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--semgrep", type=Path)
    parser.add_argument("--bandit", type=Path)
    parser.add_argument("--binary", default="build/release/fastidious")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if options.semgrep is None and options.bandit is None:
        parser.error("give --semgrep or --bandit")
    if options.semgrep is not None:
        show("semgrep-rules", score_semgrep(options.semgrep, options.binary, options.list))
    if options.bandit is not None:
        show("bandit", score_bandit(options.bandit, options.binary, options.list))
    return 0


if __name__ == "__main__":
    sys.exit(main())
