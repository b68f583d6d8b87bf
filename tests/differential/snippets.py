#!/usr/bin/env python3
"""Compares `fastidious dump ast` with CPython on the small pieces of code in CPython's own tests.

Those tests hold thousands of snippets as strings and doctests, most of them wrong on purpose. They
are taken from the installed library at run time and written, one a file, below build/differential.
What counts is that both sides reject the same ones, and that trees of accepted ones are equal.
"""

import hashlib
import json
import subprocess
import sys

from compare import CACHE, run
from interpreters import Interpreter, find_interpreters

MODULES = """ast async coroutines decorators dictcomps eof except_star exceptions flufl fstring future
    future_stmt generators genexps global grammar keywordonlyarg listcomps metaclass named_expressions
    parser patma pep646_syntax positional_only_arg scope setcomps source_encoding string_literals
    super syntax tokenize tstring type_aliases type_annotations type_params typing unpack unpack_ex
    unparse with yield_from""".split()

# Runs in the interpreter: prints a JSON list of the snippets of its test modules.
EXTRACT = """
import ast, doctest, json, os, sys, textwrap
import test
found = set()
for name in sys.argv[1:]:
    for folder in ("", "test_ast", "test_future_stmt"):
        path = os.path.join(os.path.dirname(test.__file__), folder, "test_%s.py" % name)
        if not os.path.exists(path):
            continue
        with open(path, "rb") as stream:
            tree = ast.parse(stream.read())
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(textwrap.dedent(node.value))
                found.add(node.value)
                try:
                    found.update(e.source for e in doctest.DocTestParser().get_examples(node.value))
                except ValueError:
                    pass
print(json.dumps(sorted(text for text in found if 1 < len(text) < 4000)))
"""


def snippets_of(interpreter: Interpreter):
    """The snippets in the interpreter's own tests; of the newest CPython, if it has no tests."""
    program = interpreter.oracle[0]
    if interpreter.is_wasm:
        program = [one for one in find_interpreters([]) if not one.is_wasm][-1].oracle[0]
    command = [program, "-W", "ignore", "-c", EXTRACT, *MODULES]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def files_of(interpreter: Interpreter):
    """The snippets as files, named by their content; those that UTF-8 cannot hold are left out."""
    folder = CACHE / "snippets"
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for snippet in snippets_of(interpreter):
        try:
            data = snippet.encode("utf-8")
        except UnicodeEncodeError:
            continue
        path = folder / (hashlib.sha256(data).hexdigest()[:20] + ".py")
        if not path.exists():
            path.write_bytes(data)
        paths.append(str(path))
    return paths


if __name__ == "__main__":
    sys.exit(run("ast", __doc__, files_of))
