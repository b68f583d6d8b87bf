# --- app/main.py
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str
# --- pyproject.toml
[project]
name = "app"

[tool.mypy]  # expect: TYP010/suggestion "mypy does not know Pydantic's models here"
# fixed: plugins = ["pydantic.mypy"]
strict = true
# --- a/pyproject.toml
[tool.mypy]  # expect: TYP010
plugins = [
    "sqlalchemy.ext.mypy.plugin",
]
# --- a/models.py
from pydantic import BaseModel


class Item(BaseModel):
    name: str
# --- lambda/pyproject.toml
[tool.mypy]
strict = true
# --- lambda/handler.py
def handle() -> None: ...
# --- b/pyproject.toml
[tool.mypy]
plugins = [
    "sqlalchemy.ext.mypy.plugin",
    "pydantic.mypy",
]
# --- c/pyproject.toml
[tool.pyright]
typeCheckingMode = "strict"

[[tool.mypy.overrides]]
module = "x.*"
# --- setup.cfg
[mypy]  # expect: TYP010
plugins = sqlalchemy.ext.mypy.plugin
# --- d/mypy.ini
[mypy]
plugins = pydantic.mypy, x

[mypy-y]
ignore_errors = True
