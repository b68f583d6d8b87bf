import a, b.c as d
from . import x
from .. import (y as z, w,)
from ...a.b import *
from .... import q
del a, b[c], (d, e), [f]
assert a, b
raise
raise A
raise A from b
global_ = nonlocal_ = 1
a: int
a: int = 1
(a): int = 2
a.b: int = 3
a[b]: int
a = b = c, d = e
a += 1; a -= 2; a *= 3; a /= 4; a //= 5; a %= 6; a **= 7; a >>= 8; a <<= 9; a &= 1; a ^= 2; a |= 3; a @= 4
for a, in b: continue
for (a, *b), c.d, e[f] in g, h:
    pass
else:
    pass
while a:
    break
else:
    pass
if a:
    pass
elif b:
    pass
elif c:
    pass
else:
    pass
try:
    pass
except:
    pass
try:
    pass
except A:
    pass
except (B, C) as d:
    pass
else:
    pass
finally:
    pass
with a as b, c as (d, e), f as [g, h]: pass
class A: pass
class B(): pass
class C(A, *b, c=d, **e):
    x: int = 1
    def f(self): return
def f(a, b: int = 1, *, c=2, d): nonlocal_
def g(*, a): pass
def h(*a: int, **b): pass
def i(a, b=1, *c, d, e=2, **f) -> int: pass
