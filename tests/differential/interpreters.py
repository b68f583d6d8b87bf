"""Finds the CPythons of this machine, and what each of them brings along.

CPython 3.14 may be had as WebAssembly: the npm package `pyodide` carries it with its library,
and node runs it. `install_pyodide` puts it under build/, nowhere else.
"""

import glob
import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Iterable, List, NamedTuple

HERE = Path(__file__).resolve().parent
PYODIDE = HERE.parent.parent / "build" / "pyodide"
PYODIDE_PACKAGE = "pyodide@314.0.7"
MINORS = range(8, 15)
_ASK = """
import json, sys, sysconfig
paths = sysconfig.get_paths()
folders = sorted({paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")})
print(json.dumps([sys.implementation.name, list(sys.version_info[:3]), sys.version, folders]))
"""


class Interpreter(NamedTuple):
    """A CPython that can be asked."""

    oracle: List[str]  # runs oracle.py: takes its arguments and its standard input
    minor: int
    version: str  # 3.12.1
    build: str  # sys.version: changes when the interpreter does
    folders: List[str]  # standard library and site-packages

    @property
    def is_wasm(self) -> bool:
        """Whether node runs it: slow to start, and without CPython's own tests."""
        return self.oracle[0] == "node"

    def files(self) -> List[str]:
        """All Python files of the interpreter's folders, each once, sorted."""
        found = {
            os.path.realpath(os.path.join(folder, name))
            for top in self.folders
            for folder, _, names in os.walk(top)
            for name in names
            if name.endswith(".py")
        }
        return sorted(path for path in found if "\n" not in path and os.path.isfile(path))


def ask(program: str):
    """The interpreter behind `program`, or None if it is not a CPython from 3.8 to 3.14."""
    try:
        result = subprocess.run(
            [program, "-I", "-c", _ASK], capture_output=True, text=True, timeout=30, check=True
        )
        name, (major, minor, micro), build, folders = json.loads(result.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    if name != "cpython" or major != 3 or minor not in MINORS:
        return None
    oracle = [program, "-I", str(HERE / "oracle.py")]
    return Interpreter(oracle, minor, f"{major}.{minor}.{micro}", build, folders)


def install_pyodide() -> None:
    """Downloads CPython 3.14 for node into build/pyodide, and unpacks its library."""
    PYODIDE.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--silent", "--no-save", "--ignore-scripts", PYODIDE_PACKAGE]
    subprocess.run([*command, "--prefix", str(PYODIDE)], check=True)
    with zipfile.ZipFile(PYODIDE / "node_modules/pyodide/python_stdlib.zip") as library:
        library.extractall(PYODIDE / "library")


def pyodide() -> List[Interpreter]:
    """CPython 3.14 under node, if it is installed."""
    if not (PYODIDE / "library").is_dir() or not shutil.which("node"):
        return []
    oracle = ["node", str(HERE / "python314.mjs")]
    return [Interpreter(oracle, 14, "3.14-wasm", PYODIDE_PACKAGE, [str(PYODIDE / "library")])]


def candidates() -> Iterable[str]:
    """Programs that may be a CPython: on PATH, in pyenv, in /usr."""
    for minor in MINORS:
        yield from filter(None, [shutil.which(f"python3.{minor}"), f"/usr/bin/python3.{minor}"])
    root = os.environ.get("PYENV_ROOT", str(Path.home() / ".pyenv"))
    yield from sorted(glob.glob(os.path.join(root, "versions", "*", "bin", "python")))
    yield "python3"


def find_interpreters(wanted: List[str]) -> List[Interpreter]:
    """The interpreters that `wanted` names, or all of this machine; one of each exact version."""
    found = {} if wanted else {one.version: one for one in pyodide()}
    for program in wanted or candidates():
        interpreter = ask(program)
        if interpreter is None and wanted:
            raise SystemExit(f"{program} is not a CPython from 3.8 to 3.14")
        if interpreter is not None:
            found.setdefault(interpreter.version, interpreter)
    return sorted(found.values(), key=lambda one: list(map(int, re.findall(r"\d+", one.version))))
