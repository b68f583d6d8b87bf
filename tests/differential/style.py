"""Compares fastidious' PEP 8 checks with pycodestyle: file, line, column, code and message.

    style.py [--interpreter PYTHON] [--max-line-length N] [--all] [--every N] [DIRECTORY…]

Without a directory: the standard library of the interpreter. pycodestyle's answers depend on the
tokenizer of the interpreter that runs it: from 3.12 on the parts of f-strings are tokens (PEP 701), and
that is what ours are compared with. An older interpreter is used only where there is no newer one;
files with f-strings are left out then.

Violations that pycodestyle reports twice at one place count once. Files that its tokenizer or our lexer
rejects are counted and left out: what is wrong with them is reported as AUD001. Exit code 1: the two
differ; 77: no pycodestyle.
"""
import argparse
import collections
import glob
import json
import os
import re
import subprocess
import sys
import sysconfig

ORACLE = r"""
import collections, json, sys, warnings
sys.path.insert(0, sys.argv[1])
warnings.simplefilter("ignore")
import pycodestyle

class Collector(pycodestyle.BaseReport):
    def error(self, line, offset, text, check):
        if not self._ignore_code(text[:4]):
            self.found.add((line, offset + 1, text))

options = json.loads(sys.argv[2])
guide = pycodestyle.StyleGuide(config_file=False, parse_argv=False, reporter=Collector, **options)
guide.options.report.found = set()
for path in sys.stdin.read().splitlines():
    guide.options.report.found = found = set()
    try:
        guide.input_file(path)
    except Exception as problem:
        found.add((0, 0, "E901 " + type(problem).__name__))
    print(json.dumps([path, sorted(found)]))
"""


def interpreters(wanted):
    """Candidates, the first that exists is taken."""
    if wanted:
        yield wanted
    for minor in (13, 12, 14):
        yield f"python3.{minor}"
        yield from sorted(glob.glob(os.path.expanduser(f"~/.pyenv/versions/3.{minor}.*/bin/python")))
    yield sys.executable


def version_of(interpreter):
    try:
        code = "import sys; print(*sys.version_info[:2])"
        out = subprocess.run([interpreter, "-c", code], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return tuple(map(int, out.stdout.split()))


def find_interpreter(wanted):
    for candidate in interpreters(wanted):
        version = version_of(candidate)
        if version:
            return candidate, version
    raise SystemExit("no interpreter")


def python_files(directories):
    for directory in directories:
        if os.path.isfile(directory):
            yield directory
        for folder, folders, names in os.walk(directory):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(folder, name)
                if name.endswith(".py") and os.path.isfile(path):
                    yield path


def has_f_string(path):
    with open(path, "rb") as file:
        return re.search(rb"\b[rR]?[fFtT][rR]?['\"]", file.read()) is not None


def answers_of_pycodestyle(interpreter, files, arguments):
    import pycodestyle

    options = {"max_line_length": arguments.max_line_length}
    if arguments.all:
        options |= {"select": ["E", "W"], "max_doc_length": 72}
    where = os.path.dirname(pycodestyle.__file__)
    command = [interpreter, "-c", ORACLE, where, json.dumps(options)]
    jobs = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(arguments.jobs)
    ]
    for number, job in enumerate(jobs):
        job.stdin.write("\n".join(files[number::len(jobs)]))
        job.stdin.close()
    answers = {}
    for job in jobs:
        for line in job.stdout:
            path, found = json.loads(line)
            answers[path] = {tuple(one) for one in found}
        if job.wait() != 0:
            raise SystemExit("pycodestyle failed")
    return answers


def answers_of_fastidious(program, files, arguments):
    command = [program, "--max-line-length", str(arguments.max_line_length)]
    if arguments.all:
        command += ["--all", "--max-doc-length", "72"]
    out = subprocess.run(command, input="\n".join(files), capture_output=True, encoding="utf-8",
                         check=True, timeout=120).stdout
    answers = {path: set() for path in files}
    for line in re.split(r"\n(?=/)", out.strip()):
        match = re.fullmatch(r"(.*?):(\d+):(\d+): (.*)", line, re.S)
        if match:
            answers[match[1]].add((int(match[2]), int(match[3]), match[4]))
        elif line:
            answers[line.rpartition(": ")[0]] = None
    return answers


def compare(ours, theirs, shown):
    """Prints what agrees and what does not; gives the number of differences."""
    agreed, missing, spurious = (collections.Counter() for _ in range(3))
    rejected = {"by both": [], "by pycodestyle": [], "by fastidious": []}
    differences = []
    for path, expected in theirs.items():
        found = ours[path]
        bad = any(text.startswith("E9") for _, _, text in expected)
        if bad or found is None:
            who = "by both" if bad and found is None else "by pycodestyle" if bad else "by fastidious"
            rejected[who].append(path)
            continue
        agreed.update(text[:4] for _, _, text in expected & found)
        missing.update(text[:4] for _, _, text in expected - found)
        spurious.update(text[:4] for _, _, text in found - expected)
        differences += [(path, *one, "missing") for one in sorted(expected - found)]
        differences += [(path, *one, "spurious") for one in sorted(found - expected)]
    for path, line, column, text, kind in differences[:shown]:
        print(f"{kind}: {path}:{line}:{column}: {text}")
    print(f"{'code':6}{'agree':>8}{'missing':>9}{'spurious':>9}")
    for code in sorted(agreed | missing | spurious):
        print(f"{code:6}{agreed[code]:8}{missing[code]:9}{spurious[code]:9}")
    print(f"{'all':6}{agreed.total():8}{missing.total():9}{spurious.total():9}")
    print(f"files: {len(theirs)}, rejected "
          + ", ".join(f"{who}: {len(paths)}" for who, paths in rejected.items()))
    for who in ("by pycodestyle", "by fastidious"):
        for path in rejected[who][:shown]:
            print(f"  rejected {who} alone: {path}")
    return len(differences)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directories", nargs="*")
    parser.add_argument("--program", default=os.environ.get("DUMP_STYLE", "build/dev/tests/differential/dump_style"))
    parser.add_argument("--interpreter")
    parser.add_argument("--max-line-length", type=int, default=79)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each Nth file")
    parser.add_argument("--all", action="store_true", help="with what is off by default")
    parser.add_argument("--shown", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    try:
        import pycodestyle
    except ImportError:
        print("pycodestyle is not installed (scripts/setup.sh installs it)")
        return 77
    interpreter, version = find_interpreter(arguments.interpreter)
    code = "import sysconfig; print(sysconfig.get_path('stdlib'))"
    library = subprocess.run([interpreter, "-c", code], capture_output=True, text=True).stdout.strip()
    files = list(python_files(map(os.path.abspath, arguments.directories or [library])))[::arguments.every]
    if version < (3, 12):
        files = [path for path in files if not has_f_string(path)]
        print("no CPython 3.12 or later: files with f-strings are left out")
    print(f"pycodestyle {pycodestyle.__version__} under CPython {version[0]}.{version[1]}")
    theirs = answers_of_pycodestyle(interpreter, files, arguments)
    ours = answers_of_fastidious(arguments.program, files, arguments)
    return 1 if compare(ours, theirs, arguments.shown) else 0


if __name__ == "__main__":
    sys.exit(main())
