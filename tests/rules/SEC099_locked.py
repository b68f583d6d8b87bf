# The lock file tells whether the flaws of older versions may be here.
# --- main.py
from fastapi import FastAPI
from jose import jwt

app = FastAPI()
# --- pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi", "python-jose>=3.3"]  # expect: SEC099/warning "`python-jose`: it goes years without a release" "Use PyJWT"
# --- uv.lock
version = 1

[[package]]
name = "python-jose"
version = "3.5.0"
