"""Compares `fastidious dump` with what CPython says, over each interpreter's own library.

The answers of an interpreter are kept as digests under build/differential, so that only the
first run has to wait for them; where a digest differs, the interpreter is asked again and the
first differing place is shown.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Callable, Dict, Iterator, List, Tuple

from interpreters import Interpreter, find_interpreters, install_pyodide

HERE = Path(__file__).resolve().parent
CACHE = HERE.parent.parent / "build" / "differential"
CHUNK_BYTES = 1 << 20
WRONG = ("different", "rejected by us alone", "missing")
LENIENT = "accepted by us alone"
NOT_BUILT = "not built yet"
SKIPPED = 77
CONTEXT = 70  # characters shown on either side of a difference


def chunks(files: List[str]) -> Iterator[List[str]]:
    """Splits files into runs of about a megabyte, and of at most 200 paths."""
    chunk, size = [], 0
    for path in files:
        chunk.append(path)
        size += os.path.getsize(path)
        if size >= CHUNK_BYTES or len(chunk) == 200:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def split_answers(output: bytes) -> Dict[str, bytes]:
    """Splits what a dump printed at its `=== PATH` lines."""
    answers = {}
    for part in (b"\n" + output).split(b"\n=== ")[1:]:
        path, _, text = part.partition(b"\n")
        answers[path.decode("utf-8", "surrogateescape")] = text.rstrip(b"\n")
    return answers


def ask_oracle(
    interpreter: Interpreter, kind: str, form: str, files: List[str]
) -> Dict[str, bytes]:
    """What the interpreter says of `files`; `form` is digest or text."""
    command = [*interpreter.oracle, kind, form]
    paths = "\n".join(files).encode("utf-8", "surrogateescape")
    result = subprocess.run(command, input=paths, stdout=subprocess.PIPE, check=True)
    return split_answers(result.stdout)


def ask_ours(program: str, kind: str, minor: int, files: List[str]) -> Dict[str, bytes]:
    """What our program says of `files`, in ASCII."""
    command = [program, "dump", kind, "--python", f"3.{minor}", *files]
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if result.returncode not in (0, 1):
        message = result.stderr.decode("utf-8", "replace").strip()
        raise SystemExit(f"{program} dump {kind} ended with {result.returncode}: {message}")
    return {path: to_ascii(text) for path, text in split_answers(result.stdout).items()}


def to_ascii(text: bytes) -> bytes:
    """Writes characters outside ASCII as the oracle does."""
    if text.isascii():
        return text
    return text.decode("utf-8", "replace").encode("ascii", "backslashreplace")


def stamp_of(path: str) -> str:
    """A key for a file's state: path, size and time of its last change."""
    facts = os.stat(path)
    return f"{path}:{facts.st_size}:{facts.st_mtime_ns}"


class Answers:
    """The digests an interpreter gave, kept between runs."""

    def __init__(self, interpreter: Interpreter, kind: str) -> None:
        self.interpreter, self.kind = interpreter, kind
        script = (HERE / "oracle.py").read_bytes() + interpreter.build.encode()
        key = hashlib.sha256(script).hexdigest()[:16]
        self.file = CACHE / f"{kind}-{interpreter.version}-{key}.json"
        self.known = json.loads(self.file.read_text()) if self.file.exists() else {}

    def of(self, files: List[str]) -> Dict[str, str]:
        """The answers for `files`: `accepted DIGEST`, `rejected …` or `limit …`."""
        stamps = {path: stamp_of(path) for path in files}
        missing = [path for path in files if stamps[path] not in self.known]
        if missing:
            asked = ask_oracle(self.interpreter, self.kind, "digest", missing)
            self.known.update({stamps[path]: asked[path].decode("ascii") for path in missing})
        return {path: self.known[stamps[path]] for path in files}

    def save(self) -> None:
        """Writes the answers for the next run; another run may read and write them meanwhile."""
        CACHE.mkdir(parents=True, exist_ok=True)
        part = self.file.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(self.known))
        part.replace(self.file)


def judge(answer: str, ours: bytes) -> str:
    """One word for how our answer compares with the interpreter's."""
    verdict, _, digest = answer.partition(" ")
    if verdict == "limit":
        return "limit"
    if ours.startswith(b"error ") and b" not built yet" in ours:
        return NOT_BUILT
    if verdict == "rejected":
        return "rejected by both" if ours.startswith(b"error ") else LENIENT
    if ours.startswith(b"error "):
        return "rejected by us alone"
    return "equal" if hashlib.sha256(ours).hexdigest() == digest else "different"


def first_difference(ours: bytes, theirs: bytes) -> str:
    """The first place where two dumps differ: a line of each, cut around the place."""
    same = len(os.path.commonprefix([ours, theirs]))
    shown = []
    for name, text in (("ours", ours), ("CPython", theirs)):
        start = max(text.rfind(b"\n", 0, same) + 1, same - CONTEXT)
        end = text.find(b"\n", same)
        line = text[start:min(end if end >= 0 else len(text), same + CONTEXT)]
        shown.append(f"    {name:8}{line.decode('ascii')}")
    return "\n".join(shown)


def compare_chunk(program: str, answers: Answers, files: List[str]) -> Dict[str, str]:
    """The verdict for each of `files`."""
    theirs = answers.of(files)
    ours = ask_ours(program, answers.kind, answers.interpreter.minor, files)
    return {path: judge(theirs[path], ours[path]) if path in ours else "missing" for path in files}


def explain(program: str, answers: Answers, path: str, verdict: str) -> None:
    """Prints one disagreement."""
    print(f"  {path}: {verdict}")
    interpreter, kind = answers.interpreter, answers.kind
    ours = ask_ours(program, kind, interpreter.minor, [path]).get(path, b"")
    theirs = ask_oracle(interpreter, kind, "text", [path])[path]
    if verdict == "different":
        print(first_difference(ours, theirs))
    else:
        print(f"    ours    {ours[:160].decode('ascii')}")
        print(f"    CPython {theirs[:160].decode('ascii')}")


def compare_library(
    options: argparse.Namespace, kind: str, interpreter: Interpreter, files: List[str]
) -> Dict[str, str]:
    """The verdict for each of `files`; the first disagreements are printed."""
    answers = Answers(interpreter, kind)
    verdicts: Dict[str, str] = {}
    with ThreadPoolExecutor(options.jobs) as pool:
        ask = partial(compare_chunk, options.program, answers)
        for part in pool.map(ask, chunks(files)):
            verdicts.update(part)
    answers.save()
    tally = Counter(verdicts.values())
    print(f"CPython {interpreter.version}: {len(files)} files: "
          + ", ".join(f"{count} {word}" for word, count in tally.most_common()), flush=True)
    for path in disagreements(verdicts)[: options.show]:
        explain(options.program, answers, path, verdicts[path])
    return verdicts


def disagreements(verdicts: Dict[str, str]) -> List[str]:
    """The files on which the two sides differ, the worst first."""
    wrong = [path for path in verdicts if verdicts[path] in WRONG]
    return wrong + [path for path in verdicts if verdicts[path] == LENIENT]


def is_clean(verdicts: Dict[str, str], strict: bool) -> bool:
    """Whether nothing differs; if not `strict`, CPython alone may reject a file."""
    return not any(word in WRONG or (strict and word == LENIENT) for word in verdicts.values())


def cases(left_out: Tuple[str, ...] = ()) -> List[str]:
    """The files of cases/, but for those of these names."""
    found = sorted((HERE / "cases").glob("*.py"))
    return [str(path) for path in found if path.name not in left_out]


def run(
    kind: str,
    description: str,
    files_of: Callable[[Interpreter], List[str]] = Interpreter.files,
    left_out: Tuple[str, ...] = (),
) -> int:
    """The whole command; gives the exit code: 0 if nothing differs, 77 if nothing was compared."""
    options = parse_arguments(description)
    if options.pyodide:
        install_pyodide()
    if options.cases:
        options.files = cases(left_out)
    found = find_interpreters([sys.executable] if options.here else options.interpreters)
    libraries = [(one, options.files or files_of(one)) for one in found]
    libraries = [(one, files) for one, files in libraries if files]
    if options.newest:
        libraries = [one for one in libraries if not one[0].is_wasm][-1:]
    if not libraries:
        print("skipped: no CPython from 3.8 to 3.14 was found that has what is compared")
        return SKIPPED
    # That a name is bound twice or a future unknown is said by CPython's compiler, not its parser.
    strict = options.cases and kind != "scopes"
    compared = [compare_library(options, kind, *library) for library in libraries]
    return 0 if all(is_clean(verdicts, strict) for verdicts in compared) else 1


def parse_arguments(description: str) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("program", help="path of the fastidious program")
    parser.add_argument("interpreters", nargs="*", help="CPythons to ask (default: all found)")
    parser.add_argument(
        "--here", action="store_true", help="ask only the interpreter that runs this script"
    )
    parser.add_argument(
        "--newest", action="store_true", help="ask only the newest that has what is compared"
    )
    parser.add_argument("--files", nargs="+", default=[], help="compare these files instead")
    parser.add_argument(
        "--cases", action="store_true",
        help="compare the files of cases/ instead, and fail also where only CPython rejects one",
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="files in parallel")
    parser.add_argument("--show", type=int, default=5, help="disagreements shown of each")
    parser.add_argument(
        "--pyodide", action="store_true", help="fetch CPython 3.14 for node into build/ first (npm)"
    )
    return parser.parse_args()
