"""COD002 beside the mccabe package: the same functions, the same figures, on real code.

    tests/differential/complexity.py PROGRAM [FOLDER…]

Without folders the standard library of the running interpreter is compared. The files are copied side
by side into one folder, so that counting is compared and not the choice of files. Files that this
interpreter does not parse are left out. Exits with 77 if mccabe is not installed.
"""

import ast
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import warnings
from pathlib import Path
from typing import Iterator, Set, Tuple

try:
    import mccabe
except ImportError:
    print("mccabe is not installed: run scripts/setup.sh")
    sys.exit(77)

LIMIT = 10
Count = Tuple[str, int, int]  # file, line, complexity


def python_files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.py")) if "site-packages" not in path.parts)


def parse(path: Path) -> "ast.AST | None":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(path.read_bytes(), str(path))
        except (SyntaxError, ValueError, RecursionError):
            return None


def counts_of_mccabe(path: Path, tree: ast.AST) -> Set[Count]:
    mccabe.McCabeChecker.max_complexity = LIMIT
    found = mccabe.McCabeChecker(tree, str(path)).run()
    return {(path.name, line, int(text.rsplit("(", 1)[1].rstrip(")"))) for line, _, text, _ in found}


def counts_of_ours(program: str, folder: Path) -> Set[Count]:
    command = [program, "audit", str(folder), "--select", "COD002", "--output", "json"]
    made = subprocess.run(command, capture_output=True, check=False)
    if made.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} failed: {made.stderr.decode()}")
    counts = set()
    for finding in json.loads(made.stdout)["findings"]:
        if finding["rule"] == "COD002":
            complexity = re.search(r"complexity of (\d+)", finding["message"])
            counts.add((finding["file"], finding["line"], int(complexity.group(1))))
    return counts


def main() -> int:
    sys.setrecursionlimit(20_000)
    program = sys.argv[1]
    folders = [Path(name) for name in sys.argv[2:]] or [Path(sysconfig.get_path("stdlib"))]
    with tempfile.TemporaryDirectory() as scratch:
        theirs: Set[Count] = set()
        names = {}
        for folder in folders:
            for source in python_files(folder):
                copy = Path(scratch) / f"file{len(names)}.py"
                tree = parse(source)
                if tree is None:
                    continue
                names[copy.name] = source
                shutil.copyfile(source, copy)
                theirs |= counts_of_mccabe(copy, tree)
        # Whatever a file is for (a migration, a script), its functions are counted here.
        Path(scratch, "fastidious.toml").write_text('roles.application = ["*.py"]\n')
        ours = counts_of_ours(program, Path(scratch))
    for name, line, complexity in sorted(theirs ^ ours):
        who = "mccabe only" if (name, line, complexity) in theirs else "ours only"
        print(f"{names[name]}:{line}: {complexity} ({who})")
    print(f"{len(names)} files: {len(theirs & ours)} agree, {len(theirs - ours)} mccabe only, "
          f"{len(ours - theirs)} ours only")
    return 1 if theirs != ours or not theirs else 0


if __name__ == "__main__":
    sys.exit(main())
