# The hook starts mypy in the root, where it reads another configuration, or none.
# --- api/app/main.py
from fastapi import FastAPI
from pydantic_settings import BaseSettings

app = FastAPI()


class Settings(BaseSettings):
    url: str


settings = Settings()  # type: ignore
# --- api/pyproject.toml
[tool.mypy]  # expect: TYP010 "mypy runs without" "and `--config-file api/pyproject.toml` to the command at `.pre-commit-config.yaml:6`, which starts in the root and does not read that file otherwise; then see to"
strict = true
# --- .pre-commit-config.yaml
repos:
  - repo: local
    hooks:
      - id: mypy
        name: mypy
        entry: uv run mypy api/app
        language: system
