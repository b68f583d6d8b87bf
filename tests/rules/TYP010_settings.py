# Settings that are made without arguments need no ignore any more.
# --- app/main.py
from fastapi import FastAPI
from pydantic_settings import BaseSettings

app = FastAPI()


class Settings(BaseSettings):
    url: str


settings = Settings()  # type: ignore
other = len(Settings.__name__)  # type: ignore
# --- pyproject.toml
[tool.mypy]  # expect: TYP010 "mypy runs without" "`[tool.mypy]`; then see to `# type: ignore` at `app/main.py:11` (TYP007)."
strict = true
# --- .pre-commit-config.yaml
repos:
  # - repo: https://github.com/pre-commit/mirrors-mypy
  #   rev: v1.1.1
  #   hooks:
  #     - id: mypy
