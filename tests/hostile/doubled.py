"""Code in which each definition refers to the next two: whoever follows every path never ends.

A pattern is written for each number, in which {i}, {j} and {k} are the number and the next two; `use` is what
refers to the first one.
"""

from typing import Dict, Tuple

HEAD = """from __future__ import annotations
import functools, jwt, logging, requests, subprocess
from typing import Annotated, Protocol, TypedDict, Union
from fastapi import Depends, FastAPI, HTTPException, Request
from pydantic import BaseModel
from pydantic_settings import BaseSettings
from sqlalchemy import select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
app = FastAPI()
logger = logging.getLogger(__name__)
class Base(DeclarativeBase): pass
"""

TYPED = "@app.post('/a')\ndef f(a: A0) -> A0: return a"
ASKED = "@app.get('/a')\ndef f(a=Depends(f0)): return a"
CALLED = "@app.get('/a')\ndef f(x: str, db: Session): return f0(x, db)"
SENT = ("def f(x, db):\n  db.execute(text(a0))\n  subprocess.run(a0, shell=True)\n  logger.info(a0)\n"
        "  requests.get(a0)\n  open(a0)")

# The pattern, and its use.
DOUBLED: Dict[str, Tuple[str, str]] = {
    "types": ("A{i} = Union[A{j}, A{k}, list[A{j}]]", TYPED),
    "annotations": ("A{i} = Annotated[A{j}, Depends(A{k})]", TYPED),
    "models": ("class A{i}(BaseModel):\n  a: A{j}\n  b: list[A{k}]\n  c: dict[str, A{j}]", TYPED),
    "typed_dicts": ("class A{i}(TypedDict):\n  a: A{j}\n  b: A{k}", TYPED),
    "protocols": ("class A{i}(A{j}, A{k}, Protocol):\n  def m(self) -> A{j}: ...", TYPED),
    "tables": ("class A{i}(Base):\n  __tablename__ = 'a{i}'\n  id: Mapped[int] = mapped_column(primary_key=True)\n"
               "  a: Mapped[A{j}] = relationship()\n  b: Mapped[list[A{k}]] = relationship()", TYPED),
    "settings": ("class A{i}(BaseModel):\n  a: A{j}\n  b: A{k}\n  password: str = 'x'",
                 "class S(BaseSettings):\n  a: A0\n  model_config = {'env_nested_delimiter': '__'}\nsettings = S()"),
    "dictionaries": ("a{i} = {**a{j}, **a{k}, 'x': [a{j}, a{k}]}", "@app.get('/a', responses=a0)\ndef f(): return a0"),
    "lists": ("a{i} = [*a{j}, *a{k}]", "@app.get('/a', tags=a0)\ndef f(): return a0"),
    "choices": ("a{i} = a{j} if x else a{k} or a{j}", "@app.get(a0)\ndef f(): return a0"),
    "texts": ("a{i} = f'SELECT {a{j}} {a{k}}' + a{j} + a{k}", SENT),
    "statements": ("a{i} = a{j}.union(a{k}).where(a{j}.a == a{k}.b)", SENT),
    "partials": ("f{i} = functools.partial(f{j}, f{k}, f{j})", ASKED),
    "lambdas": ("f{i} = lambda x: f{j}(x) or f{k}(x)", ASKED),
    "dependencies": ("def f{i}(a=Depends(f{j}), b=Depends(f{k})): return a", ASKED),
    "factories": ("def f{i}(p=None):\n  a = f{j}(p)\n  b = f{k}(a)\n"
                  "  def inner(x=Depends(f{j}(p)), y=Depends(f{k}(b))): return x\n  return inner", ASKED),
    "classes": ("class f{i}:\n  def __init__(self, a: Annotated[f{j}, Depends()], b: f{k} = Depends()): pass\n"
                "  def __call__(self, a=Depends(f{j}()), b=Depends(f{k}())): pass", ASKED),
    "guards": ("def f{i}(request: Request):\n  if not f{j}(request): raise HTTPException(401)\n"
               "  if f{k}(request): return f{j}(request)\n  return f{k}(request)", ASKED),
    "tokens": ("def s{i}(d): return s{j}({**d, 'a': s{k}(d)})\ndef f{i}(t):\n  p = f{j}(t)\n  q = f{k}(t)\n  return p or q\n"
               "def refresh{i}(d): return jwt.encode(s{i}(d), 'k')\ndef v{i}(t): return f{i}(jwt.decode(t, 'k'))", ASKED),
    "decorators": ("def f{i}(f):\n  @f{j}\n  @f{k}\n  def w(*a): return f(*a)\n  return w",
                   "@app.get('/a')\n@f0\ndef f(): return 1"),
    "methods": ("class f{i}:\n  def __init__(self): self.a = f{j}(); self.b = f{k}()\n"
                "  def m(self, x): return self.a.m(x) + self.b.m(x)", "@app.get('/a')\ndef f(x: str): return f0().m(x)"),
    "tries": ("def f{i}(x, db):\n  try:\n    return f{j}(x, db) + f{k}(x, db)\n  except ValueError as e:\n"
              "    logger.error(e)\n    f{j}(x, db)\n    raise HTTPException(400) from e\n  finally:\n    f{k}(x, db)", CALLED),
    "coroutines": ("async def f{i}(x, db):\n  await f{j}(x, db)\n  await f{k}(x, db)\n  requests.get(x)\n  open(x)", CALLED),
    "sinks": ("def f{i}(x, db):\n  f{j}(x + x, db)\n  f{k}(f'{x}{x}', db)\n  db.execute(text(x))\n"
              "  subprocess.run(x, shell=True)", CALLED),
    "globals": ("def f{i}(x, db):\n  global g{i}\n  g{i} = f{j}(x, db) + f{k}(x, db)\n  return g{j}", CALLED),
    "handlers": ("class E{i}(E{j}, E{k}): pass\n@app.exception_handler(E{i})\nasync def h{i}(r, e): raise E{j}() from E{k}()",
                 "@app.get('/a')\ndef f(): raise E0"),
    "middleware": ("class W{i}:\n  def __init__(self, app): self.app = W{j}(W{k}(app))\n"
                   "  async def __call__(self, s, r, t): await self.app(s, r, t); await W{j}(self.app)(s, r, t)",
                   "app.add_middleware(W0)"),
    "requests": ("def a{i}(client): return a{j}(client) or a{k}(client) or client.get('/a{i}')",
                 "def test_a(client): a0(client)"),
}


def numbered(pattern: str, number: int, following: Tuple[int, int]) -> str:
    """The pattern with the numbers in the place of {i}, {j} and {k}."""
    names = zip(("{i}", "{j}", "{k}"), (number, *following))
    for name, value in names:
        pattern = pattern.replace(name, str(value))
    return pattern + "\n"


def doubled(name: str, count: int, in_a_ring: bool, backwards: bool) -> str:
    """The code with so many definitions; the last ones refer to the first, or to what is not there."""
    pattern, use = DOUBLED[name]
    size = count if in_a_ring else count + 2
    rows = [numbered(pattern, i, ((i + 1) % size, (i + 2) % size)) for i in range(count)]
    return HEAD + "".join(reversed(rows) if backwards else rows) + use + "\n"
