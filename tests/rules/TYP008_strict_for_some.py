# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "app"

[tool.mypy]
python_version = "3.12"

[[tool.mypy.overrides]]
module = "app.*"
disallow_untyped_defs = true
# --- pkg/setup.cfg
[mypy]
ignore_missing_imports = true
