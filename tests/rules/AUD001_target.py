# --- pyproject.toml
[project]
name = "orders"
requires-python = ">=3.12"
# --- fastidious.toml
target-python = "3.10"
# --- app/main.py
match 1:
    case _:
        pass
type Number = int  # expect: AUD001 "in Python 3.10"
# --- other/app/main.py
try:
    pass
except* ValueError:  # expect: AUD001 "except* needs Python 3.11"
    pass
