"""Audits and reviews each example as a user would, and compares the reports with the committed ones.

The reports of `examples/NAME` are in `tests/projects/NAME/`. They are the same, byte for byte, on one
thread, on four, and a second time. `golden.py --refresh` (`cmake --build --preset dev --target refresh`)
rewrites them: read the difference before you commit it.
"""

import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict, List

ROOT = Path(os.environ["FASTIDIOUS_SOURCE"])
PROGRAM = os.environ["FASTIDIOUS"]
GOLDEN = ROOT / "tests" / "projects"
PROJECTS = {"orders-api": ROOT / "examples" / "orders-api"}

# What is committed; the other formats are only compared between runs.
COMMITTED = ["audit.txt", "audit.md", "audit.json", "review.md", "delivery.json"]
OUTPUTS = {
    "audit": {"text": "audit.txt", "markdown": "audit.md", "json": "audit.json",
              "sarif": "audit.sarif", "github": "audit.github"},
    "review": {"markdown": "review.md", "text": "review.txt"},
}
README = ROOT / "README.md"
EXCERPT = re.compile(r"(?<=```text\n).*?(?=```)", re.DOTALL)  # the first block of plain text
EXCERPT_LINES = 24  # to the end of the second finding
MAX_DIFFERENCE_LINES = 60
# What is not the same every day, and in every clone.
OF_AUDIT = ["--no-history", "--no-owners", "--date", "2026-01-05"]
FINDINGS = 1  # the exit code where something critical was found


def reports_of(project: Path, threads: int) -> Dict[str, bytes]:
    """The reports by file name. A review of the whole project needs no git to say what changed."""
    with tempfile.TemporaryDirectory() as folder:
        for command, outputs in OUTPUTS.items():
            own = ["--root", "."] if command == "review" else OF_AUDIT
            words = [PROGRAM, command, ".", *own, "--threads", str(threads)]
            for output, name in outputs.items():
                words += ["--output", f"{output}={folder}/{name}"]
            done = subprocess.run(words, cwd=project, capture_output=True, check=False)
            if done.returncode != FINDINGS:
                sys.exit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr.decode()}")
        delivery = subprocess.run([PROGRAM, "dump", "delivery", "."], cwd=project, check=True,
                                  capture_output=True)
        Path(folder, "delivery.json").write_bytes(delivery.stdout)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def difference(name: str, wanted: bytes, got: bytes) -> List[str]:
    """The first lines of a unified diff; nothing if the two are equal."""
    if wanted == got:
        return []
    lines = list(difflib.unified_diff(wanted.decode().splitlines(), got.decode().splitlines(),
                                      f"{name} as committed", f"{name} as it is", lineterm=""))
    if len(lines) > MAX_DIFFERENCE_LINES:
        more = len(lines) - MAX_DIFFERENCE_LINES
        lines[MAX_DIFFERENCE_LINES:] = [f"… and {more} more lines of difference"]
    return lines


def readme_with(report: bytes) -> str:
    """The README with the first lines of the example's report as its excerpt."""
    lines = report.decode().splitlines()[:EXCERPT_LINES] + ["…"]
    return EXCERPT.sub(lambda _: "\n".join(lines) + "\n", README.read_text(encoding="utf-8"), count=1)


def check(name: str, project: Path) -> List[str]:
    """What is not as it should be with the reports of one project."""
    reports = reports_of(project, 1)
    problems = []
    for threads in (4, 4):
        for file, text in reports_of(project, threads).items():
            if text != reports[file]:
                problems.append(f"{name}/{file} differs between 1 and {threads} threads")
    for file in COMMITTED:
        committed = GOLDEN / name / file
        wanted = committed.read_bytes() if committed.exists() else b""
        problems += difference(f"{name}/{file}", wanted, reports[file])
    readme = readme_with(reports["audit.txt"])
    return problems + difference("README.md", README.read_bytes(), readme.encode())


def refresh(name: str, project: Path) -> None:
    """Writes the reports of one project."""
    reports = reports_of(project, 1)
    (GOLDEN / name).mkdir(exist_ok=True)
    for file in COMMITTED:
        (GOLDEN / name / file).write_bytes(reports[file])
    README.write_text(readme_with(reports["audit.txt"]), encoding="utf-8")


def main() -> int:
    """Exit code 1 if any report is not as committed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--refresh", action="store_true", help="rewrite the committed reports")
    if parser.parse_args().refresh:
        for name, project in PROJECTS.items():
            refresh(name, project)
        return 0
    problems = [line for name, project in PROJECTS.items() for line in check(name, project)]
    print("\n".join(problems))
    if problems:
        print("Is the new report the better one? `cmake --build --preset dev --target refresh`")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
