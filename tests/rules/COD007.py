import os, sys
#        ^ expect: COD007 "E401 multiple imports on one line"
def too_close(width,height):  # expect: COD007 "E302 expected 2 blank lines, found 0"
#                  ^ expect: COD007 "E231 missing whitespace after ','"
    area = width+ height
#               ^ expect: COD007 "E225 missing whitespace around operator"
    if area == None :
#           ^ expect: COD007 "E711 comparison to None should be 'if cond is None:'"
#                  ^ expect: COD007 "E203 whitespace before ':'"
        return ( area)
#               ^ expect: COD007 "E201 whitespace after '('"
    return call (area)  # expect: COD007 "E211 whitespace before '('"


def clean(width: int, height: int = 1) -> int:
    """Docstrings may hold  odd   spaces , and (( brackets."""
    return width * height + {"a": 1}["a"] - -1


def wide():
    return "this line is 89 characters long, which is one more than black would have it!"  # expect: COD007 "E501 line too long (89 > 88 characters)"


def silenced():
    l = 1  # noqa: E741
    O = 2  # noqa
    I = 3  # noqa: E501  # expect: COD007 "E741 ambiguous variable name 'I'"
    return l + O + I


def handler(path):
    try:
        return open(path)
    except:  # expect: COD007 "E722 do not use bare 'except'"
        return "\d"  # expect: COD007 "W605 invalid escape sequence '\d'"


def spread(first,
    second):  # expect: COD007 "E125 continuation line with same indent as next logical line"
#   ^^^^^^ expect: COD007 "E128 continuation line under-indented for visual indent"
    return f"{first:>{second}} { second }"
#                               ^ expect: COD007 "E201 whitespace after '{'"
#                                      ^ expect: COD007 "E202 whitespace before '}'"
# --- legacy/setup.cfg
[flake8]
max-line-length = 120
per-file-ignores =
    old/*: E2
extend-ignore = W6
# --- legacy/old/code.py
x=1
y = ["\d", "this line is longer than 88 characters, but it is not longer than 120 characters"]
if x: y = 2  # expect: COD007 "E701 multiple statements on one line (colon)"
# --- app/slices.py
def rolled_back(session, items, lower, upper):
    try:
        session.commit()
    except:
        session.rollback()
        raise
    try:
        session.commit()
    except:  # expect: COD007 "E722"
        raise ValueError
    return items[lower + 1 : upper], {lower : upper}  # expect: COD007 "E203 whitespace before ':'"
# --- service/pyproject.toml
[tool.ruff]
line-length = 60
lint.select = ["E"]
# --- service/app/models.py
class Missing(Exception): ...


class Other(Exception): pass  # expect: COD007 "E701"


# From https://github.com/pydantic/pydantic/blob/main/pydantic/v1/typing.py
HOME = dict(url="https://www.example.org/a/long/way/to/go/and/more")
# A comment that is simply too long for what this project has asked for  # expect: COD007 "E501"
