#!/usr/bin/env python3
"""Compares `fastidious dump scopes --python 3.X FILES…` with that CPython's symtable, file by
file.

The dump prints for each file a line `=== PATH`, then for each scope, in symtable's order, a
line `TYPE 'name' LINE` and one line `- 'name': facts` for each of its symbols, sorted by name;
inner scopes follow, two spaces deeper. The facts are the words of symtable's is_… methods that
hold, in the order annotated assigned declared_global free global imported local namespace
nonlocal parameter referenced. A file that does not compile gives lines `error LINE:COLUMN
MESSAGE`.
"""

import sys

from compare import run

if __name__ == "__main__":
    sys.exit(run("scopes", __doc__))
