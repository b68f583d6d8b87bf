# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi>=0.141", "types-requests>=2"]  # expect: DEP006 "" "Move it to the group `dev` of `[dependency-groups]`."

[dependency-groups]
dev = ["mypy"]
