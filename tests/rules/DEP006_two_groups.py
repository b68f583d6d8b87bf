# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "shop"
dependencies = [
    "fastapi>=0.141",
    "ruff>=0.11",  # expect: DEP006 "`ruff`, `pytest`" "Take them out of this list: `dev` and `test` have them already"
    "pytest>=8",
]

[dependency-groups]
dev = ["ruff"]
test = ["pytest"]
