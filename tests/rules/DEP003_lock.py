# A lock file knows everything that is installed.
# --- app/main.py
import anyio
import httpx  # expect: DEP003/warning "`httpx` is in the lock file only because something else needs it"
import redis
import somepackage
import yaml  # expect: DEP003/warning
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi>=0.141", "acme-client"]

[project.optional-dependencies]
cache = ["redis"]
# --- uv.lock
version = 1

[[package]]
name = "fastapi"
version = "0.141.0"

[[package]]
name = "acme-client"
version = "1.0.0"

[[package]]
name = "httpx"
version = "0.28.0"
