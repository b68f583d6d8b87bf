#!/usr/bin/env python3
"""Compares `fastidious dump tokens --python 3.X FILES…` with that CPython's tokenize, file by
file.

The dump prints for each file a line `=== PATH`, then one line a token, as in `NAME 'def'
1,0-1,3`: tokenize's name of the type (operators are OP), the string as `repr` writes it, start
and end as row and column, columns in characters; or, for a file that does not parse, lines
`error LINE:COLUMN MESSAGE`.
"""

import sys

from compare import run

if __name__ == "__main__":
    sys.exit(run("tokens", __doc__))
