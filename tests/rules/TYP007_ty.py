# ty takes no codes of mypy's.
# --- app/main.py
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    url: str


settings = Settings()  # type: ignore  # expect: TYP007 "hides every error" "For ty write `# ty: ignore[missing-argument]`, behind mypy's where both run."
number: int = "1"  # type: ignore  # expect: TYP007 "hides every error" "For ty write `# ty: ignore[…]`, behind mypy's where both run."
# --- pyproject.toml
[project]
name = "app"
dependencies = ["pydantic-settings==2.6.1"]

[dependency-groups]
dev = ["mypy==1.18.0", "ty==0.0.8"]
