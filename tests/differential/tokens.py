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

# Here tokenize is not what CPython's own tokenizer says: it knows no line end "\r" (an ERRORTOKEN;
# from 3.12 on an OP), and puts blanks behind the last line end on no row of their own.
LEFT_OUT = ("text_cr.py", "text_indent_at_end.py")

if __name__ == "__main__":
    sys.exit(run("tokens", __doc__, left_out=LEFT_OUT))
