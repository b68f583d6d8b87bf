# The linter is set up above the application's own manifest.
# --- api/app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- api/pyproject.toml
[project]
name = "api"
dependencies = ["fastapi"]
# --- pyproject.toml
[project]
name = "shop"
dependencies = []

[tool.ruff]  # expect: COD008/warning "neither a hook nor a pipeline runs it"
line-length = 100

[tool.ruff.format]
quote-style = "double"
