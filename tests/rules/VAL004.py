# --- requirements.txt
fastapi==0.115.0
pydantic>=2.7,<3
# --- app/config.py
import pydantic
from pydantic import BaseSettings  # expect: VAL004 "`pydantic-settings` is not among the dependencies"
# fixed: from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str


class Other(pydantic.BaseSettings):  # expect: VAL004
    token: str


def lazy() -> type:
    from pydantic import BaseModel, BaseSettings as Base, Field  # expect: VAL004
    # fixed: from pydantic import BaseModel, Field
    # fixed: from pydantic_settings import BaseSettings as Base

    return Base
# --- app/both.py
try:
    from pydantic_settings import BaseSettings
except ImportError:
    from pydantic import BaseSettings
from pydantic import VERSION
from pydantic.v1 import BaseSettings as V1Settings

if VERSION.startswith("1."):
    from pydantic import BaseSettings as Chosen
else:
    from pydantic_settings import BaseSettings as Chosen
# --- app/multi.py
from pydantic import (
    BaseModel,
    BaseSettings,  # expect: VAL004
    Field,
)
# --- old/pyproject.toml
[tool.poetry.dependencies]
python = "^3.8"
pydantic = "^1.10"
# --- old/config.py
from pydantic import BaseSettings


class OldSettings(BaseSettings):
    name: str
# --- unsaid/pyproject.toml
[project]
name = "unsaid"
dependencies = ["pydantic"]
# --- unsaid/config.py
from pydantic import BaseSettings
# --- unsaid/proven.py
from pydantic import BaseSettings, ConfigDict  # expect: VAL004
