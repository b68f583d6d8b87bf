# --- lib/core.py
def f(x): ...
# --- pyproject.toml
[project]
name = "lib"
