import os  # noqa
# above expect: COD024 "`noqa` without a code silences every check of the line"
import sys  # noqa: F401
import json  # NOQA
# above expect: COD024
import pickle  # noqa : F401
import abc  # some words  # noqa
# above expect: COD024
import ast  # noqa this is needed
# above expect: COD024
import io  # noqa E711, F401 needed
# above expect: COD024 "without a colon"
# fixed: import io  # noqa: E711, F401 needed
import cgi  # noqa:F401,E402


def load(path, cursor, table):
    pickle.load(path)  # nosec
# above expect: COD024 "`nosec` without a code"
    pickle.load(path)  # nosec B301
# above expect: COD024 "silences a security check"
    pickle.load(path)  # nosec: B301, B403 - written by this process
    cursor.execute(f"select {table}")  # noqa: S608
# above expect: COD024
    cursor.execute(f"select {table}")  # noqa: S608 the table is one of two constants
    cursor.execute(f"select {table}")  # the table is a constant  # noqa: S608
    os.system(path)  # type: ignore
    # notes about nosecurity and noqafoo
    # this noqa is in the middle of a sentence
    return sys.path  # pragma: no cover
# --- app/whole.py
# ruff: noqa
# above expect: COD024 "every check of the whole file"
import os
# --- app/other.py
# ruff: noqa: F401
# flake8: noqa: F401
import os
# --- tests/test_x.py
import os  # noqa
# --- app/models_pb2.py
import os  # noqa
