# ty looks at the same line, and has no plugins.
# --- app/main.py
from fastapi import FastAPI
from pydantic_settings import BaseSettings

app = FastAPI()


class Settings(BaseSettings):
    url: str


settings = Settings()  # type: ignore
# --- pyproject.toml
[tool.mypy]  # expect: TYP010 "mypy does not know" "makes needless for mypy: where ty still asks for one, write `# ty: ignore[…]`."
strict = true

[tool.ty.terminal]
error-on-warning = true
