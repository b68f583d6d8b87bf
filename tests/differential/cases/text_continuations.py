x = 1 + \
  2 + \
\
3
if x and \
   y:
    z = "a\
b" \
        "c"
assert x, \
    y
from a import \
    b
