# --- app/main.py
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str
# --- pyproject.toml
[project]
name = "app"

[tool.mypy]  # expect: TYP010/suggestion "mypy runs without Pydantic's plugin here"
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
# --- h/models.py
from pydantic import BaseModel


class Item(BaseModel):
    name: str
# --- h/setup.cfg
[mypy]  # expect: TYP010 "mypy runs without" "Add `pydantic.mypy` to `plugins` below `[mypy]`"
plugins = sqlalchemy.ext.mypy.plugin
# --- e/setup.cfg
[mypy]  # expect: TYP010 "mypy runs without" "Add `plugins = pydantic.mypy` to `[mypy]`"
strict = True
# --- e/models.py
from pydantic import BaseModel


class Item(BaseModel):
    name: str
# --- f/pyproject.toml
[tool.mypy]
strict = true
# --- f/mypy.ini
[mypy]
plugins = pydantic.mypy
# --- f/models.py
from pydantic import BaseModel


class Item(BaseModel):
    name: str
# --- g/pyproject.toml
[tool.mypy]
follow_imports = "skip"
# --- g/models.py
from pydantic import BaseModel


class Item(BaseModel):
    name: str
# --- d/mypy.ini
[mypy]
plugins = pydantic.mypy, x

[mypy-y]
ignore_errors = True
