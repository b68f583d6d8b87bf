#!/usr/bin/env python3
"""Times lexing plus parsing on one thread, beside tree-sitter-python and CPython's ast.parse.

    bench/parse_against.py [FOLDER]        default: the standard library of this python3

Each parser is one process that has read the files already; they take turns, the first round is not
counted, medians are printed. Files that CPython rejects are left out for all. tree-sitter is built
with -O3 from the C sources that npm carries, under build/peers.
"""

import argparse
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Dict, List

from peers import (
    PEERS,
    RELEASE,
    build_release,
    fetch_npm,
    medians,
    newest_python,
    print_table,
    python_files,
)

HERE = Path(__file__).resolve().parent
RUNTIME = ("tree-sitter@0.25.1", "07aeba8dd71630e7e72b2d4ca3bd2680c3471824100cc5ebff44e78a6ed0b6d3")
GRAMMAR = (
    "tree-sitter-python@0.25.0",
    "63b76b3fa8181fd79eaad4abcdb21e2babcb504dbfc7710a89934fa456d26096",
)
ACCEPTED = """
import ast, sys, warnings
warnings.simplefilter("ignore")
for path in sys.stdin.read().splitlines():
    try:
        with open(path, "rb") as stream:
            ast.parse(stream.read())
        print(path)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        pass
"""


def build_tree_sitter() -> Path:
    """Builds the tree-sitter driver, if that was not done yet; gives its path."""
    program = PEERS / "tree_sitter_parse"
    source = HERE / "tree_sitter_parse.c"
    if program.exists() and program.stat().st_mtime > source.stat().st_mtime:
        return program
    runtime = fetch_npm(*RUNTIME) / "vendor" / "tree-sitter" / "lib"
    grammar = fetch_npm(*GRAMMAR) / "src"
    sources = [source, runtime / "src" / "lib.c", grammar / "parser.c", grammar / "scanner.c"]
    includes = [f"-I{folder}" for folder in (runtime / "include", runtime / "src", grammar)]
    command = ["cc", "-O3", "-DNDEBUG", "-D_GNU_SOURCE", "-w", *includes]
    subprocess.run([*command, *map(str, sources), "-o", str(program)], check=True)
    return program


def accepted_files(python: str, folder: Path) -> List[str]:
    """The files of a folder that CPython parses."""
    paths = "\n".join(map(str, python_files(folder)))
    command = [python, "-I", "-c", ACCEPTED]
    result = subprocess.run(command, input=paths, capture_output=True, text=True, check=True)
    return result.stdout.splitlines()


class Parser:
    """A process that parses all files once whenever it is asked to."""

    def __init__(self, command: List[str]) -> None:
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        if self.process.stdout.readline() != "ready\n":
            sys.exit(f"{command[0]} did not start")

    def round(self) -> float:
        """Parses once; gives seconds."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline()) / 1e9

    def end(self) -> None:
        """Lets the process go."""
        self.process.stdin.close()
        self.process.wait()


def measure(commands: Dict[str, List[str]], rounds: int) -> Dict[str, List[float]]:
    """Runs the parsers in turns; gives each one's seconds."""
    parsers = {name: Parser(command) for name, command in commands.items()}
    samples = {name: [] for name in parsers}
    for number in range(rounds + 1):
        for name, parser in parsers.items():
            seconds = parser.round()
            if number > 0:
                samples[name].append(seconds)
    for parser in parsers.values():
        parser.end()
    return samples


def main() -> int:
    """Prints the table; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    library = Path(sysconfig.get_path("stdlib"))
    parser.add_argument("folder", nargs="?", type=Path, default=library)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()

    build_release("parse_files")
    python = newest_python()
    files = accepted_files(python, options.folder)
    megabytes = sum(Path(path).stat().st_size for path in files) / 1e6
    listing = PEERS / "files.txt"
    PEERS.mkdir(parents=True, exist_ok=True)
    listing.write_text("\n".join(files) + "\n", encoding="utf-8")
    samples = measure(
        {
            "fastidious": [str(RELEASE / "bench" / "parse_files"), str(listing)],
            "tree-sitter-python": [str(build_tree_sitter()), str(listing)],
            "CPython ast.parse": [python, "-I", str(HERE / "ast_parse.py"), str(listing)],
        },
        options.rounds,
    )
    ours = medians(samples)["fastidious"]
    rows = [
        [name, f"{middle * 1000:.1f}", f"{min(samples[name]) * 1000:.1f}",
         f"{megabytes / middle:.1f}", f"{middle / ours:.1f}"]
        for name, middle in medians(samples).items()
    ]
    print_table(
        f"{options.folder}: {len(files)} files, {megabytes:.1f} MB, one thread,"
        f" {options.rounds} rounds in turns",
        ["parser", "median ms", "best ms", "MB/s", "fastidious is faster by"],
        rows,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
