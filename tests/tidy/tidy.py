"""Style is a test: layering, widths, lengths, names, and that nothing generated is out of date.

Prints one line for each offence and exits with 1 if there is one. `tidy.py --long` prints the functions
that are longer than they should be without being offences. Standard library only.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Iterator, List, NamedTuple, Tuple

ROOT = Path(os.environ.get("FASTIDIOUS_SOURCE", Path(__file__).resolve().parents[2]))

# A folder includes only itself and folders before it. `findings/finding.h` alone stands early: it is
# the vocabulary that rules and reports share.
LAYERS = [
    "base", "text", "findings/finding.h", "syntax", "style", "repo", "evidence", "project", "semantic", "knowledge", "app",
    "flow", "deploy", "findings", "rules", "assess", "report", "harden", "engine", "lsp",
    "mcp", "cli",
]
MAX_COLUMNS = 100
MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 70
LONG_FUNCTION_LINES = 20

BANNED = [
    (re.compile(r"\busing namespace std\b"), "`using namespace std`"),
    (re.compile(r"#include <(iostream|regex)>"), "a heavy header: use fmt or RE2"),
    (re.compile(r"\b(TODO|FIXME|XXX|HACK)\b"), "a note about unfinished work: finish it, or file it"),
    (re.compile(r"(?<![\w.])/(work|tmp|root|home)/"), "a path of somebody's machine"),
]
BANNED_FILE_NAMES = re.compile(r"(^|[_/])(utils?|helpers?|misc|common|manager)([_./]|$)")


class Offence(NamedTuple):
    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.what}"


def tracked(*folders: str) -> Iterator[Path]:
    """Every regular file below the folders that git would commit."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listing = subprocess.run([*command, *folders], check=True, capture_output=True)
        names = [name for name in listing.stdout.decode().split("\0") if name]
        paths = [ROOT / name for name in names]
    except (OSError, subprocess.CalledProcessError):  # no git: an unpacked archive
        paths = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    return (path for path in sorted(set(paths)) if path.is_file())


def cpp_files(*folders: str) -> Iterator[Path]:
    return (path for path in tracked(*folders) if path.suffix in {".cpp", ".h", ".def"})


def layer_of(path: str) -> int:
    """The place of a file (relative to src/) in LAYERS; -1 if its folder is not listed."""
    if path in LAYERS:
        return LAYERS.index(path)
    folder = path.split("/", 1)[0]
    return LAYERS.index(folder) if folder in LAYERS else -1


def layering(path: Path, lines: List[str]) -> Iterator[Offence]:
    own = path.relative_to(ROOT / "src").as_posix()
    own_layer = layer_of(own)
    if own_layer < 0:
        yield Offence(path, 1, f"the folder {own.split('/')[0]}/ has no place in LAYERS")
        return
    for number, line in enumerate(lines, 1):
        match = re.match(r'#include "([^"]+)"', line)
        if not match:
            continue
        included = layer_of(match.group(1))
        if included < 0:
            yield Offence(path, number, f"include by path from src/: {match.group(1)}")
        elif included > own_layer:
            yield Offence(path, number, f"{own.split('/')[0]}/ may not include {match.group(1)}")


def widths(path: Path, lines: List[str]) -> Iterator[Offence]:
    in_raw_string = False
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            yield Offence(path, number, "a tab")
        if line != line.rstrip():
            yield Offence(path, number, "white space at the end of the line")
        opens = 'R"' in line and ')' + line.split('R"', 1)[1].split("(", 1)[0] + '"' not in line
        in_raw_string = opens or (in_raw_string and not re.search(r'\)[a-z]*"', line))
        if len(line) > MAX_COLUMNS and not in_raw_string and "http" not in line:
            yield Offence(path, number, f"{len(line)} columns; the limit is {MAX_COLUMNS}")
    if len(lines) > MAX_FILE_LINES and not is_table(path, lines):
        yield Offence(path, 1, f"{len(lines)} lines; the limit is {MAX_FILE_LINES}")


def is_table(path: Path, lines: List[str]) -> bool:
    """Whether a file is data: says so in its first lines, or is a .def."""
    return path.suffix == ".def" or any("Data only" in line for line in lines[:6])


def names(path: Path, lines: List[str]) -> Iterator[Offence]:
    if BANNED_FILE_NAMES.search(path.relative_to(ROOT).as_posix()):
        yield Offence(path, 1, "a file name that says nothing")
    is_about_notes = "COD027" in path.name  # the rule that finds such notes names them
    for number, line in enumerate(lines, 1):
        for pattern, what in BANNED:
            if pattern.search(line) and not (is_about_notes and "unfinished" in what):
                yield Offence(path, number, what)


def without_literals(text: str) -> str:
    """`text` with comments and literals blanked out, line ends kept."""

    def blank(match: "re.Match[str]") -> str:
        return re.sub(r"[^\n]", " ", match.group(0))

    pattern = r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*.*?\*/'
    return re.sub(pattern, blank, text, flags=re.S)


class Function(NamedTuple):
    path: Path
    line: int
    length: int


FUNCTION_HEAD = re.compile(
    r"\)\s*(?:const|noexcept|override|final|mutable|constexpr|->\s*[\w:<>,&*\s]+|:\s[^{};]*)*\s*$"
)
NOT_A_FUNCTION = re.compile(r"\b(namespace|struct|class|enum|union|extern|switch|for|while|if)\b[^()]*$")


def functions(path: Path, text: str) -> Iterator[Function]:
    """The function bodies of a C++ file: outermost blocks that a parameter list stands before."""
    code = without_literals(text)
    open_blocks: List[Tuple[bool, int]] = []
    head_begin = 0
    for match in re.finditer(r"[{};]", code):
        at, sign = match.start(), match.group(0)
        if sign == "{":
            head = code[head_begin:at]
            inside = any(is_function for is_function, _ in open_blocks)
            is_function = not inside and bool(FUNCTION_HEAD.search(head)) and "(" in head
            open_blocks.append((is_function, code.count("\n", 0, at) + 1))
        elif sign == "}" and open_blocks:
            is_function, begin = open_blocks.pop()
            if is_function:
                yield Function(path, begin, code.count("\n", 0, at) + 2 - begin)
        head_begin = match.end()


def lengths(path: Path, text: str) -> Iterator[Offence]:
    for function in functions(path, text):
        if function.length > MAX_FUNCTION_LINES:
            yield Offence(path, function.line, f"a function of {function.length} lines; "
                                               f"the limit is {MAX_FUNCTION_LINES}")


MUTABLE_GLOBAL = re.compile(
    r"^(?:static |inline |thread_local )*(?!using|typedef|namespace|extern|struct|class|enum|template|"
    r"return|friend|public|private|protected|case|default|else|static_assert|#|//)"
    r"[\w:<>,*& ]+[ *&](\w+)(?:\[\w*\])? ?(?:=[^=]|\{|;)"
)


def globals_(path: Path, text: str) -> Iterator[Offence]:
    """Variables at namespace level (column 0) and `static` locals that are not constant."""
    code = without_literals(text)
    for number, line in enumerate(code.split("\n"), 1):
        local_static = re.match(r"\s+static (?!const|assert|inline const)[^()]*[=;{]", line)
        at_namespace_level = not line.startswith((" ", "}")) and MUTABLE_GLOBAL.match(line)
        constant = re.search(r"\bconst\b|\bconstexpr\b|\bconstinit\b|\boperator\b", line)
        if (at_namespace_level and not constant and "(" not in line.split("=")[0]) or (
            local_static and not constant
        ):
            yield Offence(path, number, f"a mutable global: {line.strip()[:60]}")


def rules() -> Iterator[Offence]:
    """Each rule has documentation with a bad and a good example, and a fixture; no fixture is left over."""
    folder = ROOT / "src" / "rules"
    codes = set()
    for path in sorted(folder.glob("*/*.cpp")):
        code = path.name[:6]
        codes.add(code)
        text = path.read_text(encoding="utf-8")
        if f"const Rule {code} = " not in text:
            yield Offence(path, 1, f"defines no Rule named {code}")
        for kind in ("bad", "good"):
            if not re.search(rf"```\w+ {kind}\n", text):
                yield Offence(path, 1, f"its documentation has no ```python {kind} example")
        if not (ROOT / "tests" / "rules" / f"{code}.py").exists():
            yield Offence(path, 1, f"tests/rules/{code}.py is missing")
        if re.search(r'#include "rules/\w+/', text):
            yield Offence(path, 1, "a rule includes another rule")
    for path in sorted((ROOT / "tests" / "rules").glob("*.py")):
        if path.name[:6] not in codes:
            yield Offence(path, 1, "a fixture without its rule")


def generated() -> Iterator[Offence]:
    """docs/rules.md is what `fastidious rules --output markdown` writes."""
    document = ROOT / "docs" / "rules.md"
    program = os.environ.get("FASTIDIOUS")
    if not program:
        return
    command = [program, "rules", "--output", "markdown"]
    made = subprocess.run(command, capture_output=True, check=False)
    if made.returncode != 0 or not document.exists() or made.stdout != document.read_bytes():
        yield Offence(document, 1, "is out of date: `cmake --build --preset dev --target refresh`")


def offences() -> Iterator[Offence]:
    for path in cpp_files("src", "tests", "bench", "fuzz"):
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n")
        yield from widths(path, lines)
        yield from names(path, lines)
        yield from lengths(path, text)
        if path.is_relative_to(ROOT / "src"):
            yield from layering(path, lines)
            yield from globals_(path, text)
    yield from rules()
    yield from generated()


def self_test() -> None:
    """A check that cannot fail is worse than none: each one is shown something to object to."""
    here = ROOT / "src" / "text" / "example.cpp"
    long_function = "int f() {\n" + "  g();\n" * 80 + "}\n"
    samples = [
        (layering(here, ['#include "rules/rule.h"']), 1),
        (layering(here, ['#include "base/span.h"', '#include "text/glob.h"']), 0),
        (widths(here, ["x" * 101, "x" * 100, "x "]), 2),
        (widths(here, ["x"] * 501), 1),
        (names(here, ["using namespace std;", "// TO" + "DO later"]), 2),
        (names(ROOT / "src" / "text" / "string_utils.h", [""]), 1),
        (lengths(here, long_function), 1),
        (lengths(here, "namespace a {\n" + "int f() {\n}\n" * 80 + "}\n"), 0),
        (globals_(here, "int count = 0;\nstd::vector<int> seen;\nvoid f() {\n  static int n = 0;\n}\n"), 3),
        (globals_(here, "constexpr int kA = 0;\nint f(int x = 1) {\n  static const int n = 0;\n}\n"), 0),
    ]
    for index, (found, wanted) in enumerate(samples):
        count = len(list(found))
        assert count == wanted, f"self test {index}: {count} offences instead of {wanted}"


def main() -> int:
    self_test()
    if "--long" in sys.argv:
        for path in cpp_files("src"):
            for function in functions(path, path.read_text(encoding="utf-8")):
                if function.length > LONG_FUNCTION_LINES:
                    print(f"{path.relative_to(ROOT)}:{function.line}: {function.length} lines")
        return 0
    found = sorted(set(offences()))
    for offence in found:
        print(offence)
    print(f"{len(found)} offences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
