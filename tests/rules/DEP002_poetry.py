# Poetry 2 fails where the code that it is to install is not there.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- README.md
Install Poetry, then `poetry install --no-root` or

    poetry install --with dev

# --- pyproject.toml
[tool.poetry]
name = "Parcel.shop"  # expect: DEP002/warning "(`README.md`) ends in an error: it looks for a package or module `parcel_shop` beside this file and in `src`" "Write `package-mode = false`"
version = "0.1.0"

[tool.poetry.dependencies]
python = "^3.12"
fastapi = "^0.115"
