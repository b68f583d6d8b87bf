# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi"]

[tool.ruff]  # expect: COD008/warning "neither a hook nor a pipeline runs it"
line-length = 100

[tool.ruff.format]
quote-style = "double"
