"""Python that nests and chains without end: each audit ends in time and in bounded memory, and what
is too deep to be analysed is said to be."""

import unittest

from hostile_test import LONG, HostileTest

COUNTS = (5_000, 20_000)
BLOCKS = 2_000  # nested blocks, whose indentation grows as the square


def blocks(head: str, count: int) -> str:
    """Blocks within blocks."""
    return "".join(" " * depth + head + "\n" for depth in range(min(count, BLOCKS)))


def lines(pattern: str, count: int) -> str:
    """A line for each number, in which {i}, {j} and {k} are the number and the next ones."""
    return "\n".join(pattern.format(i=i, j=(i + 1) % count, k=i + 2) for i in range(count))


NESTS = {
    "parentheses": lambda n: "x = " + "(" * n + ")" * n,
    "open_parentheses": lambda n: "x = " + "(" * n,
    "lists": lambda n: "x = " + "[" * n + "]" * n,
    "open_braces": lambda n: "x = " + "{1:" * n,
    "calls": lambda n: "f(" * n + ")" * n,
    "call_chain": lambda n: "x = f" + "()" * n,
    "attributes": lambda n: "x = a" + ".b" * n,
    "subscripts": lambda n: "x = a" + "[0]" * n,
    "method_chain": lambda n: "x = a" + ".b(c).d[0]" * n,
    "nots": lambda n: "x = " + "not " * n + "y",
    "minuses": lambda n: "x = " + "-" * n + "1",
    "powers": lambda n: "x = " + "a ** " * n + "1",
    "sums": lambda n: "x = a" + " + b" * n,
    "string_sums": lambda n: "x = 'a'" + " + 'b'" * n,
    "string_repeats": lambda n: "x = 'a'" + " * 9" * n,
    "joined_strings": lambda n: "x = " + "'b' " * n,
    "comparisons": lambda n: "x = a" + " < b" * n,
    "ands": lambda n: "x = a" + " and b" * n,
    "ternaries": lambda n: "x = " + "a if b else " * n + "c",
    "lambdas": lambda n: "x = " + "lambda: " * n + "1",
    "awaits": lambda n: "async def f():\n  " + "await " * n + "x",
    "walruses": lambda n: "(x := " * n + "1" + ")" * n,
    "f_strings": lambda n: "x = " + "f'{" * n + "1" + "}'" * n,
    "format_specs": lambda n: "x = f'" + "{a:" * n + "}" * n + "'",
    "replacement_fields": lambda n: "x = f'" + "{a}" * n + "'",
    "comprehensions": lambda n: "x = [a" + " for a in b" * n + "]",
    "targets": lambda n: "x = " + "y = " * n + "1",
    "unpacking": lambda n: "(" * n + "x" + ",)" * n + " = y",
    "ifs": lambda n: blocks("if x:", n),
    "functions": lambda n: blocks("def f(a):", n),
    "classes": lambda n: blocks("class C(C):", n),
    "one_line_blocks": lambda n: "if x: " * n + "y",
    "elifs": lambda n: "if a: b\n" + "elif c: d\n" * n,
    "elses": lambda n: "for a in b: c\nelse: d\n" * n,
    "excepts": lambda n: "try: a\n" + "except b: c\n" * n,
    "withs": lambda n: "with " + "a, " * n + "b: c",
    "decorators": lambda n: "@a\n" * n + "def f(): pass",
    "parameters": lambda n: "def f(" + ", ".join(f"a{i}=1" for i in range(n)) + "): pass",
    "arguments": lambda n: "f(" + "a, " * n + ")",
    "dictionary": lambda n: "x = {" + "'a': 1, " * n + "}",
    "patterns": lambda n: "match x:\n  case " + "[" * n + "]" * n + ": pass",
    "alternatives": lambda n: "match x:\n  case " + "1 | " * n + "2: pass",
    "annotations": lambda n: "x: " + "list[" * n + "int" + "]" * n,
    "quoted_annotations": lambda n: "x: '" + "list[" * n + "int" + "]" * n + "'",
    "unions": lambda n: "x: int" + " | int" * n,
    "bases": lambda n: lines("class C{j}(C{i}): pass", n),
    "two_bases": lambda n: lines("class C{k}(C{i}, C{j}): pass", n),
    "models": lambda n: "from pydantic import BaseModel as C0\n" + lines("class C{j}(C{i}): a: int", n),
    "aliases": lambda n: lines("a{j} = a{i}", n),
    "doubled_constants": lambda n: "a0 = 'xx'\n" + lines("a{j} = a{i} + a{i}", n),
    "tripled_constants": lambda n: "a0 = 'xx'\n" + lines("a{j} = f'{{a{i}}}{{a{i}}}{{a{i}}}'", n),
    "returned_calls": lambda n: lines("def f{i}(): return f{j}()", n),
    "doubled_calls": lambda n: lines("def f{i}(): return f{j}() or f{k}()", n),
    "methods": lambda n: "class C:\n" + lines("  def f{i}(self): return self.f{j}()", n),
    "same_name": lambda n: "x = x\n" * n,
    "redefinitions": lambda n: "def f(): pass\n" * n,
    "imports": lambda n: lines("import m{i}", n),
    "same_import": lambda n: "import a.b.c\n" * n,
    "import_names": lambda n: "from a import " + ", ".join(f"b{i}" for i in range(n)),
    "star_imports": lambda n: "from deep import *\n" * n,
    "globals": lambda n: "def f():\n" + "  global x\n" * n,
    "duplicates": lambda n: "def f(a):\n  b = a + 1\n  c = b * a\n  d = c - b\n  return d\n" * (n // 5),
    "suppressions": lambda n: "x = 1  # fastidious: ignore[COD007] reason\n" * n,
    "comments": lambda n: "# x = (1\n" * n,
    "backslashes": lambda n: "x = \\\n" * n + "1",
    "semicolons": lambda n: "x = 1;" * n,
    "errors": lambda n: "def (:\n" * n,
    "blanks": lambda n: " " * n + "\n" + "\t" * n + "x = 1",
    "blank_lines": lambda n: "\n \n" * n + "x = 1",
    "docstring": lambda n: 'def f():\n  """' + "Args:\n  a: b\n" * n + '"""',
    "digits": lambda n: "x = " + "9" * n,
    "open_string": lambda n: "x = '''" + "a\n" * n,
    "escapes": lambda n: "x = '" + "\\N{DASH}" * n + "'",
    "patterns_of_re": lambda n: "import re\nre.compile('" + "(a*)*" * n + "')",
    "type_parameters": lambda n: "def f[" + ", ".join(f"T{i}" for i in range(n)) + "](): pass",
}


# TYP002 and TYP003 look at all definitions of the name for each of them: the time still grows with
# the square, so that only the first count is held to the bound.
QUADRATIC = ("redefinitions",)


class Python(HostileTest):
    """One test for each of NESTS: see below."""

    def check(self, name: str) -> None:
        for count in COUNTS[: 1 if name in QUADRATIC else None]:
            self.write("deep.py", NESTS[name](count) + "\n")
            self.audit("--threads", "1")


for nest in NESTS:
    setattr(Python, f"test_{nest}", lambda self, name=nest: self.check(name))


if __name__ == "__main__":
    unittest.main()
