"""Parses files with CPython's ast.parse, to compare with; behaves as tree_sitter_parse.c does.

pythonX.Y -I ast_parse.py LIST
"""

import ast
import sys
import time
import warnings


def main() -> None:
    """Reads all files, then parses them once for each line of standard input."""
    warnings.simplefilter("ignore")
    sources = []
    with open(sys.argv[1], encoding="utf-8") as paths:
        for path in paths.read().splitlines():
            with open(path, "rb") as stream:
                sources.append(stream.read())
    print("ready", flush=True)
    for _ in sys.stdin:
        begin = time.monotonic_ns()
        for source in sources:
            ast.parse(source)
        print(time.monotonic_ns() - begin, flush=True)


if __name__ == "__main__":
    main()
