"""What hostile Python looks like: each shape is a function from a count to the text of one file (SHAPES) or
to the files of a tree (TREES). Names say what there are many of."""

from typing import Callable, Dict

Shape = Callable[[int], str]
Tree = Callable[[int], Dict[str, str]]

BLOCKS = 2_000  # nested blocks, whose indentation grows as the square


ROUTERS = "from fastapi import APIRouter, Depends, FastAPI\napp = FastAPI()\n"


def blocks(head: str, count: int) -> str:
    """Blocks within blocks."""
    return "".join(" " * depth + head + "\n" for depth in range(min(count, BLOCKS)))


def lines(pattern: str, count: int) -> str:
    """A line for each number, in which {i}, {j} and {k} are the number and the next ones."""
    return "\n".join(pattern.format(i=i, j=(i + 1) % count, k=i + 2) for i in range(count))


def listed(pattern: str, count: int) -> str:
    """The same on one line, with commas."""
    return ", ".join(pattern.format(i=i) for i in range(count))


# Nested without end, or chained.
NESTED: Dict[str, Shape] = {
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
    "query_sums": lambda n: "def f(c, a):\n  c.execute('SELECT '" + " + a + ' b '" * n + ")",
    "formats": lambda n: "x = 'a'" + ".format(b)" * n,
    "percents": lambda n: "x = 'a'" + " % b" * n,
    "joined_strings": lambda n: "x = " + "'b' " * n,
    "comparisons": lambda n: "x = a" + " < b" * n,
    "equalities": lambda n: "x = a" + " == None" * n,
    "ands": lambda n: "x = a" + " and b" * n,
    "ors_of_isinstance": lambda n: "x = a" + " or isinstance(a, b)" * n,
    "ternaries": lambda n: "x = " + "a if b else " * n + "c",
    "lambdas": lambda n: "x = " + "lambda: " * n + "1",
    "awaits": lambda n: "async def f():\n  " + "await " * n + "x",
    "walruses": lambda n: "(x := " * n + "1" + ")" * n,
    "f_strings": lambda n: "x = " + "f'{" * n + "1" + "}'" * n,
    "format_specs": lambda n: "x = f'" + "{a:" * n + "}" * n + "'",
    "comprehensions": lambda n: "x = [a" + " for a in b" * n + "]",
    "nested_comprehensions": lambda n: "x = " + "[" * n + "a" + " for a in b]" * n,
    "targets": lambda n: "x = " + "y = " * n + "1",
    "different_targets": lambda n: " = ".join(f"y{i}" for i in range(n)) + " = 1",
    "unpacking": lambda n: "(" * n + "x" + ",)" * n + " = y",
    "ifs": lambda n: blocks("if x:", n),
    "trys": lambda n: blocks("try:", n),
    "functions_in_functions": lambda n: blocks("def f(a):", n),
    "classes_in_classes": lambda n: blocks("class C(C):", n),
    "one_line_blocks": lambda n: "if x: " * n + "y",
    "elifs": lambda n: "if a: b\n" + "elif c: d\n" * n,
    "elifs_that_return": lambda n: "def f(a):\n  if a: return 1\n" + "  elif a: return 2\n" * n,
    "elses": lambda n: "for a in b: c\nelse: d\n" * n,
    "annotations": lambda n: "x: " + "list[" * n + "int" + "]" * n,
    "quoted_annotations": lambda n: "x: '" + "list[" * n + "int" + "]" * n + "'",
    "unions": lambda n: "x: int" + " | int" * n,
    "patterns": lambda n: "match x:\n  case " + "[" * n + "]" * n + ": pass",
    "sums_of_calls": lambda n: "x = f()" + " + f()" * n,
    "sums_of_strings": lambda n: "x = a" + " + 'b'" * n,
    "sums_of_f_strings": lambda n: "x = f'{a}'" + " + f'{a}'" * n,
    "sums_of_ternaries": lambda n: "x = a" + " + (a if b else c)" * n,
    "sums_of_lambdas": lambda n: "x = a" + " + (lambda: a)()" * n,
    "sums_of_lists": lambda n: "x = []" + " + [a]" * n,
    "sums_of_comprehensions": lambda n: "x = []" + " + [a for a in b]" * n,
    "sums_of_attributes": lambda n: "x = a" + " + a.b.c" * n,
    "sums_of_awaits": lambda n: "async def f(a):\n  x = 1" + " + await a" * n,
    "sums_of_secrets": lambda n: "password = 'a'" + " + 'hX8#kq2Lw9!z'" * n,
    "queries_in_sums": lambda n: "x = 'SELECT a FROM b WHERE c = '" + " + a + ' AND d = '" * n,
    "chains_of_queries": lambda n: "x = db.query(A)" + ".filter(A.b == None)" * n,
    "elifs_with_calls": lambda n: "def f(a):\n  if a: g()\n" + "  elif g(a): x = g(f'{a}')\n" * n,
    "elifs_with_returns": lambda n: "def f(a):\n  if a: return g()\n" + "  elif g(a): return g()\n" * n
    + "  else: return 1\n",
    "decorator_calls": lambda n: "@" + "a(" * n + ")" * n + "\ndef f(): pass",
    "depends": lambda n: "from fastapi import Depends\ndef f(a=" + "Depends(" * n + ")" * n + "): pass",
}

# One node with very many children.
WIDE: Dict[str, Shape] = {
    "arguments": lambda n: "f(" + "a, " * n + ")",
    "keywords": lambda n: "f(" + listed("k{i}=a", n) + ")",
    "same_keyword": lambda n: "f(" + "k=a, " * n + ")",
    "starred_arguments": lambda n: "f(" + "*a, " * n + ")",
    "call_arguments": lambda n: "f(" + "g(), " * n + ")",
    "withs": lambda n: "with " + "a, " * n + "b: c",
    "with_calls": lambda n: "with (" + listed("open('f') as f{i}", n) + "): pass",
    "one_line_body": lambda n: "if x: " + "y(); " * n,
    "replacement_fields": lambda n: "x = f'" + "{a}" * n + "'",
    "replacement_calls": lambda n: "x = f'" + "{a()!r:>10}" * n + "'",
    "f_strings_joined": lambda n: "x = (" + "f'{a}'\n" * n + ")",
    "parameters": lambda n: "def f(" + listed("a{i}=1", n) + "): pass",
    "annotated_parameters": lambda n: "def f(" + listed("a{i}: int", n) + ") -> int: return 1",
    "any_parameters": lambda n: "from typing import Any\ndef f(" + listed("a{i}: Any", n) + "): pass",
    "call_defaults": lambda n: "def f(" + listed("a{i}=g()", n) + "): pass",
    "annotated_defaults": lambda n: "def f(" + listed("a{i}: list[int] = []", n) + "):\n  pass",
    "same_parameter": lambda n: "def f(" + "a, " * n + "): pass",
    "mutable_defaults": lambda n: "def f(" + listed("a{i}=[]", n) + "): pass",
    "route_parameters": lambda n: "from fastapi import FastAPI, Depends\napp = FastAPI()\n@app.get('/')\ndef f("
    + listed("a{i}=Depends(x)", n) + "): pass",
    "route_path": lambda n: "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/" + "{a}/" * n
    + "')\ndef f(a): pass",
    "lambda_parameters": lambda n: "f = lambda " + listed("a{i}", n) + ": 1",
    "decorators": lambda n: "@a\n" * n + "def f(): pass",
    "decorators_of_class": lambda n: "@a()\n" * n + "class C: pass",
    "route_decorators": lambda n: "from fastapi import FastAPI\napp = FastAPI()\n" + "@app.get('/')\n" * n
    + "def f(): pass",
    "excepts": lambda n: "try: a\n" + "except b: c\n" * n,
    "different_excepts": lambda n: "try: a\n" + lines("except E{i} as e: print(e)", n),
    "exceptions": lambda n: "try: a\nexcept (" + listed("E{i}", n) + "): pass",
    "cases": lambda n: "match x:\n" + "  case 1: pass\n" * n,
    "case_captures": lambda n: "match x:\n" + lines("  case {{'a': y{i}}}: pass", n),
    "alternatives": lambda n: "match x:\n  case " + "1 | " * n + "2: pass",
    "mapping_pattern": lambda n: "match x:\n  case {" + listed("'a{i}': b{i}", n) + "}: pass",
    "class_pattern": lambda n: "match x:\n  case C(" + listed("a{i}=b{i}", n) + "): pass",
    "list_display": lambda n: "x = [" + "1, " * n + "]",
    "tuple_display": lambda n: "x = " + "1, " * n,
    "set_display": lambda n: "x = {" + "1, " * n + "}",
    "names_display": lambda n: "__all__ = [" + listed("'a{i}'", n) + "]",
    "dictionary": lambda n: "x = {" + "'a': 1, " * n + "}",
    "different_keys": lambda n: "x = {" + listed("'a{i}': 1", n) + "}",
    "rows_of_list": lambda n: "x = [\n" + "    1,\n" * n + "]",
    "rows_of_lists": lambda n: "x = [\n" + "    [1, 2],\n" * n + "]",
    "bad_rows": lambda n: "x = [\n" + "  1,\n     2,\n" * n + "]",
    "slices": lambda n: "x = a[" + "1:2, " * n + "]",
    "literal": lambda n: "from typing import Literal\nx: Literal[" + listed("'a{i}'", n) + "]",
    "union": lambda n: "from typing import Union\nx: Union[" + listed("A{i}", n) + "]",
    "type_parameters": lambda n: "def f[" + listed("T{i}", n) + "](): pass",
    "bases_of_class": lambda n: "class C(" + listed("B{i}", n) + "): pass",
    "deletions": lambda n: "del " + listed("a{i}", n),
    "global_names": lambda n: "def f():\n  global " + listed("a{i}", n),
    "import_names": lambda n: "from a import " + listed("b{i}", n),
    "import_aliases": lambda n: "import " + listed("b{i}.c as d{i}", n),
    "semicolons": lambda n: "x = 1;" * n,
    "calls_on_a_line": lambda n: "nowhere();" * n,
    "secrets_on_a_line": lambda n: "password = 'hX8#kq2Lw9!z';" * n,
    "prints_on_a_line": lambda n: "print(1);" * n,
    "wide_text_on_a_line": lambda n: "é = 1;" * n,
    "lambdas_on_a_line": lambda n: "f = lambda: 0;" * n,
    "imports_on_a_line": lambda n: "import os;" * n,
}

# Very many statements.
MANY: Dict[str, Shape] = {
    "functions": lambda n: lines("def f{i}(a): return a", n),
    "async_functions": lambda n: "import time\n" + lines("async def f{i}(a):\n  time.sleep(a)", n),
    "classes": lambda n: lines("class C{i}: pass", n),
    "methods": lambda n: "class C:\n" + lines("  def f{i}(self): return self.f{j}()", n),
    "same_method": lambda n: "class C:\n" + "  def f(self): return self.f()\n" * n,
    "properties": lambda n: "class C:\n" + lines("  @property\n  def f{i}(self): return 1", n),
    "overloads": lambda n: "from typing import overload\n" + "@overload\ndef f(a: int) -> int: ...\n" * n,
    "nested_functions": lambda n: "def f():\n" + lines("  def g{i}(): return g{j}", n),
    "bases": lambda n: lines("class C{j}(C{i}): pass", n),
    "two_bases": lambda n: lines("class C{k}(C{i}, C{j}): pass", n),
    "same_base": lambda n: "class B:\n  def f(self): pass\n" + lines("class C{i}(B):\n  def f(self): pass", n),
    "models": lambda n: "from pydantic import BaseModel as C0\n" + lines("class C{j}(C{i}): a: int", n),
    "fields": lambda n: "from pydantic import BaseModel\nclass C(BaseModel):\n" + lines("  a{i}: int = 1", n),
    "same_field": lambda n: "from pydantic import BaseModel\nclass C(BaseModel):\n" + "  a: int = 1\n" * n,
    "validators": lambda n: "from pydantic import BaseModel, field_validator\nclass C(BaseModel):\n  a: int\n"
    + lines("  @field_validator('a')\n  def f{i}(cls, v): return v", n),
    "routes": lambda n: "from fastapi import FastAPI\napp = FastAPI()\n"
    + lines("@app.get('/a{i}')\nasync def f{i}(): return {{}}", n),
    "same_route": lambda n: "from fastapi import FastAPI\napp = FastAPI()\n"
    + "@app.get('/a')\nasync def f(): return {}\n" * n,
    "middleware": lambda n: "from fastapi import FastAPI\napp = FastAPI()\n"
    + "app.add_middleware(CORSMiddleware, allow_origins=['*'])\n" * n,
    "routers_doubled": lambda n: ROUTERS + lines("r{i} = APIRouter()", n + 2)
    + lines("r{i}.include_router(r{j})\nr{i}.include_router(r{k})", n) + "\napp.include_router(r0)",
    "routers_in_circles": lambda n: ROUTERS + lines("r{i} = APIRouter()", n + 2)
    + lines("r{i}.include_router(r{j})\nr{j}.include_router(r{i})\nr{i}.include_router(r{k})", n)
    + f"\nr{n}.include_router(r0)\napp.include_router(r0)",
    "routers_of_a_function": lambda n: ROUTERS + "def f():\n  " + "  ".join(
        f"r{i} = APIRouter()\n" for i in range(9)) + "  " + "  ".join(
        f"r{i % 9}.include_router(r{i % 8})\n" for i in range(n)) + "  app.include_router(r0)",
    "applications_in_circles": lambda n: ROUTERS + lines("a{i} = FastAPI()", n + 2)
    + lines("a{i}.mount('/b', a{j})\na{j}.mount('/c', a{i})\na{i}.mount('/d', a{k})", n),
    "dependencies_doubled": lambda n: ROUTERS
    + lines("def f{i}(a=Depends(f{j}), b=Depends(f{k})): return a", n)
    + "\n@app.get('/a')\ndef f(a=Depends(f0)): return a",
    "dependencies_in_circles": lambda n: ROUTERS
    + lines("@app.get('/a{i}')\ndef f{i}(a=Depends(f{j}), b=Depends(f{k}), c=Depends(f{i}), d=Depends(f0)): return a", n),
    "queries": lambda n: "import psycopg2\nconn = psycopg2.connect('')\ncur = conn.cursor()\n"
    + "cur.execute(f'SELECT {x}')\n" * n,
    "queries_of_a_name": lambda n: "import psycopg2\ndef f(x):\n  cur = psycopg2.connect('').cursor()\n  q = 'SELECT '\n"
    + "  q += x\n" * n + "  cur.execute(q)\n",
    "queries_in_a_function": lambda n: "import psycopg2\ndef f(x):\n  cur = psycopg2.connect('').cursor()\n"
    + "  q = 'SELECT ' + x\n  cur.execute(q)\n" * n,
    "aliases": lambda n: lines("a{j} = a{i}", n),
    "doubled_constants": lambda n: "a0 = 'xx'\n" + lines("a{j} = a{i} + a{i}", n),
    "tripled_constants": lambda n: "a0 = 'xx'\n" + lines("a{j} = f'{{a{i}}}{{a{i}}}{{a{i}}}'", n),
    "returned_calls": lambda n: lines("def f{i}(): return f{j}()", n),
    "doubled_calls": lambda n: lines("def f{i}(): return f{j}() or f{k}()", n),
    "returns": lambda n: "def f(a):\n" + "  if a: return 1\n" * n,
    "returns_of_calls": lambda n: "def f(a):\n" + "  if a: return f(a)\n" * n,
    "raises": lambda n: "def f(a):\n  '''A.'''\n" + "  if a: raise ValueError('a')\n" * n,
    "yields": lambda n: "def f(a):\n" + "  yield a\n" * n,
    "awaited_calls": lambda n: "async def f(a):\n" + "  await f(a)\n" * n,
    "tasks": lambda n: "import asyncio\nasync def f(a):\n" + "  asyncio.create_task(f(a))\n" * n,
    "asserts": lambda n: "def f(a):\n" + "  assert a\n" * n,
    "trys_in_a_row": lambda n: "def f(a):\n" + "  try: a()\n  except Exception: pass\n" * n,
    "withs_in_a_row": lambda n: "def f(a):\n" + "  with open(a) as b: b.read()\n" * n,
    "opens": lambda n: "def f(a):\n" + "  b = open(a)\n" * n,
    "clients": lambda n: "import httpx\nasync def f(a):\n" + "  c = httpx.AsyncClient()\n  await c.get(a)\n" * n,
    "loops": lambda n: "def f(a):\n" + "  for b in a: b()\n" * n,
    "strings_grown_in_loops": lambda n: "def f(a):\n  s = ''\n" + "  for b in a: s += b\n" * n,
    "logs": lambda n: "import logging\nlogger = logging.getLogger(__name__)\n" + "logger.info(f'{x}')\n" * n,
    "same_name": lambda n: "x = x\n" * n,
    "uses": lambda n: "x = 1\n" + "x\n" * n,
    "uses_in_functions": lambda n: "x = 1\n" + lines("def f{i}(): return x", n),
    "uses_before": lambda n: lines("def f{i}(): return x", n) + "\nx = 1\n",
    "bindings_and_uses": lambda n: "x = 1\nf(x)\n" * n,
    "bindings_in_a_function": lambda n: "def f(x):\n" + "  x = g(x)\n" * n + "  return x",
    "branches": lambda n: "def f(x):\n" + "  if x: y = 1\n  else: y = 2\n" * n + "  return y",
    "attributes_of_self": lambda n: "class C:\n  def f(self):\n" + "    self.a = 1\n" * n,
    "different_attributes": lambda n: "class C:\n  def f(self):\n" + lines("    self.a{i} = 1", n),
    "attribute_uses": lambda n: "class C:\n  def f(self):\n    self.a = g()\n" + "    self.a.b()\n" * n,
    "item_assignments": lambda n: "x = {}\n" + lines("x['a{i}'] = {i}", n),
    "appends": lambda n: "x = []\n" + "x.append(1)\n" * n,
    "augmented": lambda n: "x = 1\n" + "x += 1\n" * n,
    "redefinitions": lambda n: "def f(): pass\n" * n,
    "redefined_classes": lambda n: "class C: pass\n" * n,
    "redefined_models": lambda n: "from pydantic import BaseModel\n" + "class C(BaseModel): a: int\n" * n,
    "imports": lambda n: lines("import m{i}", n),
    "imports_from": lambda n: lines("from m{i} import a{i}", n),
    "imports_in_functions": lambda n: lines("def f{i}():\n  import os", n),
    "same_import": lambda n: "import a.b.c\n" * n,
    "submodules": lambda n: lines("import a.b{i}", n),
    "type_checking": lambda n: "from typing import TYPE_CHECKING\n" + lines("if TYPE_CHECKING: import m{i}", n),
    "star_imports": lambda n: "from deep import *\n" * n,
    "star_import_and_names": lambda n: "from os.path import *\n" + lines("n{i}()", n),
    "globals": lambda n: "def f():\n" + "  global x\n" * n,
    "globals_of_functions": lambda n: "x = 1\n" + lines("def f{i}():\n  global x\n  x = {i}", n),
    "nonlocals": lambda n: "def f():\n  x = 1\n" + lines("  def g{i}():\n    nonlocal x\n    x = 1", n),
    "deletions_in_a_row": lambda n: "x = 1\ndel x\n" * n,
    "duplicates": lambda n: "def f(a):\n  b = a + 1\n  c = b * a\n  d = c - b\n  return d\n" * (n // 5),
    "duplicated_statements": lambda n: "print(a, b)\n" * n,
    "duplicated_pairs": lambda n: "a = b(c)\nd = e.f\n" * n,
    "tests": lambda n: lines("def test_{i}(): pass", n),
    "main_blocks": lambda n: "if __name__ == '__main__': pass\n" * n,
    "secrets": lambda n: lines("password{i} = 'hX8#kq2Lw9!z{i}'", n),
    "keys": lambda n: lines("a{i} = 'AKIAIOSFODNN7{i:07}'", n),
    "urls": lambda n: "x = 'postgres://a:b" + "c" * 20 + "@h/d'\n" * n,
    "environment": lambda n: "import os\n" + lines("a{i} = os.environ['A{i}']", n),
    "regexes": lambda n: "import re\n" + "re.compile('(a+)+b')\n" * n,
    "subprocesses": lambda n: "import subprocess\n" + "subprocess.run(x, shell=True)\n" * n,
    "requests": lambda n: "import requests\n" + "requests.get(u, verify=False)\n" * n,
    "exec": lambda n: "exec(x)\n" * n,
    "todos": lambda n: "# TODO: a\n" * n,
    "docstrings": lambda n: lines("def f{i}(a):\n  '''Do.\n\n  Args:\n    b: c\n  '''", n),
    "statements_after_return": lambda n: "def f():\n  return 1\n" + "  x = 1\n" * n,
    "type_aliases": lambda n: lines("type A{i} = B{i}", n),
    "quoted_names": lambda n: lines("def f{i}(a: 'A{i}') -> 'B': pass", n),
    "casts": lambda n: "from typing import cast\n" + "x = cast('A', x)\n" * n,
}

# Tokens, comments and text.
TEXT: Dict[str, Shape] = {
    "suppressions": lambda n: "x = 1  # fastidious: ignore[COD007] reason\n" * n,
    "suppressions_of_findings": lambda n: "import os  # fastidious: ignore[COD016] reason\n" * n,
    "suppressions_of_the_file": lambda n: "# fastidious: ignore-file[COD016] reason\n" * n + "import os\n" * n,
    "suppressed_codes": lambda n: "x = 1  # fastidious: ignore[" + "COD007, " * n + "COD008] reason",
    "noqa": lambda n: "import os  # noqa: F401\n" * n,
    "noqa_of_the_file": lambda n: "# flake8: noqa: E501\n" * n + "import os\n" * n,
    "noqa_codes": lambda n: "import os  # noqa: " + "E501, " * n,
    "noqa_of_strings": lambda n: "x = '''\n" + "a  # noqa\n" * n + "'''",
    "type_ignores": lambda n: "x = 1  # type: ignore\n" * n,
    "comments": lambda n: "# x = (1\n" * n,
    "commented_code": lambda n: "# x = f(1)\n" * n,
    "commented_blocks": lambda n: "# def f(a):\n#     return a\n" * n,
    "trailing_comments": lambda n: "x = 1  # a\n" * n,
    "comments_in_brackets": lambda n: "x = [\n" + "    # a\n" * n + "]",
    "comments_in_one": lambda n: "# fastidious: " * n,
    "hashes": lambda n: "# " * n,
    "backslashes": lambda n: "x = \\\n" * n + "1",
    "continued_sum": lambda n: "x = 1 \\\n" + "  + 1 \\\n" * n + "  + 1",
    "errors": lambda n: "def (:\n" * n,
    "errors_on_a_line": lambda n: "$ ? ! " * n,
    "indents": lambda n: "  x = 1\n x = 1\n" * n,
    "tabs_and_spaces": lambda n: "if x:\n\ty\n        z\n" * n,
    "blanks": lambda n: " " * n + "\n" + "\t" * n + "x = 1",
    "blank_lines": lambda n: "\n \n" * n + "x = 1",
    "form_feeds": lambda n: "\f\n" * n + "x = 1",
    "carriage_returns": lambda n: "x = 1\r" * n,
    "operators_without_spaces": lambda n: "x=" + "a+b*c-" * n + "1",
    "commas_without_spaces": lambda n: "x = (" + "a ,b," * n + ")",
    "docstring": lambda n: 'def f():\n  """' + "Args:\n  a: b\n" * n + '"""',
    "docstring_arguments": lambda n: "def f():\n  '''A.\n\n  Args:\n" + lines("    a{i}: b", n) + "\n  '''",
    "docstring_parameters": lambda n: "def f():\n  '''A.\n\n" + lines("  :param a{i}: b", n) + "\n  '''",
    "docstring_numpy": lambda n: "def f():\n  '''A.\n\n" + "  Parameters\n  ----------\n  a : int\n" * n + "  '''",
    "docstring_of_parameters": lambda n: "def f(" + listed("a{i}", n) + "):\n  '''A.\n\n  Args:\n"
    + lines("    a{i}: b", n) + "\n  '''",
    "docstring_type": lambda n: "def f(a):\n  '''A.\n\n  Args:\n    a (" + "list[" * n + "): b\n  '''",
    "doctests": lambda n: "def f(a):\n  '''A.\n\n" + "  >>> f(1)\n" * n + "  '''",
    "digits": lambda n: "x = " + "9" * n,
    "open_string": lambda n: "x = '''" + "a\n" * n,
    "long_name": lambda n: "a" * n + " = 1",
    "long_string": lambda n: "x = '" + "a b" * n + "'",
    "long_secret": lambda n: "password = '" + "hX8#kq2Lw9" * n + "'",
    "long_query": lambda n: "x = 'SELECT a FROM b WHERE " + "c = 1 AND " * n + "' + y",
    "base64": lambda n: "x = '" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo" * n + "'",
    "url": lambda n: "x = 'http://" + "a:b@" * n + "'",
    "tokens_of_jwt": lambda n: "x = '" + "eyJhbGciOiJIUzI1NiJ9." * n + "'",
    "key_prefixes": lambda n: "x = '" + "AKIA sk- ghp_ xoxb- " * n + "'",
    "words_of_secrets": lambda n: "x = '" + "password=" * n + "'",
    "begin_keys": lambda n: "x = '" + "-----BEGIN RSA PRIVATE KEY-----" * n + "'",
    "percent_format": lambda n: "x = '" + "%s" * n + "' % (" + "a, " * n + ")",
    "brace_format": lambda n: "x = '" + "{}" * n + "'.format(" + "a, " * n + ")",
    "escapes": lambda n: "x = '" + "\\N{DASH}" * n + "'",
    "bad_escapes": lambda n: "x = '" + "\\d" * n + "'",
    "patterns_of_re": lambda n: "import re\nre.compile('" + "(a*)*" * n + "')",
    "nested_patterns_of_re": lambda n: "import re\nre.compile('" + "(" * n + "a" + ")*" * n + "')",
    "alternatives_of_re": lambda n: "import re\nre.compile('" + "a|" * n + "b')",
    "unicode_names": lambda n: lines("ñ{i} = 'é{i}'", n),
    "nuls": lambda n: "\0" * n,
}

SHAPES: Dict[str, Shape] = {**NESTED, **WIDE, **MANY, **TEXT}

# Very many files.
TREES: Dict[str, Tree] = {
    "files": lambda n: {f"a{i % 100}/b{i}.py": "x = 1\n" for i in range(n)},
    "empty_files": lambda n: {f"b{i}.py": "" for i in range(n)},
    "packages": lambda n: {f"p{i}/__init__.py": f"from p{(i + 1) % n} import a\n" for i in range(n)},
    "star_chain": lambda n: {f"m{i}.py": f"from m{i + 1} import *\nprint(a{i})\n" for i in range(n)},
    "star_cycle": lambda n: {f"m{i}.py": f"from m{(i + 1) % n} import *\nprint(a{i})\n" for i in range(n)},
    "re_exports": lambda n: {f"m{i}.py": f"from m{i + 1} import a\n" for i in range(n)},
    "cycle": lambda n: {f"m{i}.py": f"import m{(i + 1) % n}\n" for i in range(n)},
    "everyone_imports_one": lambda n: {
        "one.py": "def f(): pass\n", **{f"m{i}.py": "from one import f\nf()\n" for i in range(n)}},
    "one_imports_everyone": lambda n: {
        "one.py": lines("import m{i}", n), **{f"m{i}.py": "import one\n" for i in range(n)}},
    "dense_imports": lambda n: {
        f"m{i}.py": lines("import m{i}", n // 20) for i in range(n // 20)},
    "bases_across_files": lambda n: {
        f"m{i}.py": f"from m{i + 1} import C{i + 1}\nclass C{i}(C{i + 1}): pass\n" for i in range(n)},
    "calls_across_files": lambda n: {
        f"m{i}.py": f"from m{i + 1} import f as g\ndef f(): return g()\n" for i in range(n)},
    "constants_across_files": lambda n: {
        f"m{i}.py": f"from m{i + 1} import A as B\nA = B + B\n" for i in range(n)},
    "same_files": lambda n: {
        f"m{i}.py": "def f(a):\n  b = a + 1\n  c = b * a\n  d = c - b\n  e = d(c)\n  return e\n" for i in range(n)},
    "one_test_each": lambda n: {
        **{f"app/m{i}.py": "def f(): pass\n" for i in range(n)},
        **{f"tests/test_m{i}.py": f"from app.m{i} import f\ndef test_f(): f()\n" for i in range(n)}},
    "requirements": lambda n: {"requirements.txt": lines("package-{i}==1.{i}", n), "a.py": "import m\n"},
    "requirements_files": lambda n: {
        f"requirements-{i}.txt": f"-r requirements-{i + 1}.txt\nfastapi==1.{i}\n" for i in range(n)},
    "lock_file": lambda n: {"uv.lock": lines('[[package]]\nname = "p{i}"\nversion = "1.{i}"\n', n)},
    "pyproject": lambda n: {"a/pyproject.toml": "[project]\ndependencies = [" + listed("'p{i}>=1'", n) + "]\n"},
    "deep_keys": lambda n: {"a/pyproject.toml": "[" + "a." * n + "b]\n"},
    "tables": lambda n: {"a/pyproject.toml": lines("[tool.a{i}]\nb = 1", n)},
    "pipfile_lock": lambda n: {"Pipfile.lock": '{"default": {' + listed('"p{i}": {{"version": "==1"}}', n) + "}}"},
    "json": lambda n: {"firebase.json": "{" + listed('"k{i}": [1]', n) + "}"},
    "yaml": lambda n: {"docker-compose.yml": "services:\n" + lines("  s{i}:\n    image: a", n)},
    "dockerfile": lambda n: {"Dockerfile": "FROM python:3.11\n" + "RUN pip install a\n" * n},
    "environment_file": lambda n: {".env": lines("PASSWORD{i}=hX8#kq2Lw9z{i}", n)},
    "workflow": lambda n: {".github/workflows/ci.yml": "jobs:\n" + lines("  j{i}:\n    runs-on: a", n)},
    "ignore_file": lambda n: {".gitignore": lines("a{i}/*.log", n), "a.py": "x = 1\n"},
    "ignore_file_and_files": lambda n: {
        ".gitignore": lines("*a{i}.log", n // 10), **{f"b{i}.py": "x = 1\n" for i in range(n // 10)}},
    "setup_cfg": lambda n: {"setup.cfg": "[options]\ninstall_requires =\n" + lines("  p{i}>=1", n)},
    "per_file_ignores": lambda n: {
        "setup.cfg": "[flake8]\nper-file-ignores =\n" + lines("  a{i}.py: E501", n // 10),
        **{f"a{i}.py": "x = 1\n" for i in range(n // 10)}},
}


def is_about_files(name: str) -> bool:
    """Whether the count is one of files."""
    return name in TREES and len(TREES[name](100)) > 3


def files_of(name: str, count: int) -> Dict[str, str]:
    """The files of a shape or tree."""
    return TREES[name](count) if name in TREES else {"deep.py": SHAPES[name](count) + "\n"}


def count_for(name: str, size: int) -> int:
    """How many make up about so many bytes."""
    return max(1, size * 1000 // max(1, size_of(files_of(name, 1000))))


def size_of(files: Dict[str, str]) -> int:
    """Bytes, about."""
    return sum(len(text) for text in files.values())
