# --- lib/core.py
def add(a: int, b: int) -> int:
    return a + b
# --- pyproject.toml
[project]
name = "lib"
