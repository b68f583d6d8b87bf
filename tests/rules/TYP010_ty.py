# ty looks at the same line, and has no plugins.
# --- app/main.py
from fastapi import FastAPI
from pydantic_settings import BaseSettings

app = FastAPI()


class Settings(BaseSettings):
    url: str


settings = Settings()  # type: ignore[call-arg]  # from the environment
# --- pyproject.toml
[tool.mypy]  # expect: TYP010 "mypy runs without" "`app/main.py:11`, which the plugin makes needless for mypy, and write `# ty: ignore[…]` there where ty asks for one."
strict = true

[tool.ty.terminal]
error-on-warning = true
