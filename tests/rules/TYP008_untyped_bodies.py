# --- pyproject.toml
[project]  # expect: TYP008 "mypy runs, and lets functions without annotations pass" "take and give back is anything"
dependencies = ["fastapi"]
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- scripts/check.sh
mypy . --check-untyped-defs
