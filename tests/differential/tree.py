#!/usr/bin/env python3
"""Compares `fastidious dump ast --python 3.X FILES…` with that CPython's ast.dump, file by file.

The dump prints for each file a line `=== PATH`, then the one line that
`ast.dump(ast.parse(source), include_attributes=True)` of that version prints; or, for a file
that does not parse, lines `error LINE:COLUMN MESSAGE`.
"""

import sys

from compare import run

if __name__ == "__main__":
    sys.exit(run("ast", __doc__))
