# syntax-errors: allowed
def fine():
    return 1


def broken(:  # expect: AUD001 "does not parse"
    return 2


def again(:
    return 3
# --- app/fine.py
match = 1
type X = int
try:
    pass
except A, B:
    pass
# --- tests/broken.py
x = = 1  # expect: AUD001
# --- README.md
def not python(
