# The lock file has it; nobody declares it.
# --- fastidious.toml
advisories = "osv.json"
# --- osv.json
{"vulns": [
 {"id": "GHSA-s", "affected": [{"package": {"ecosystem": "PyPI", "name": "starlette"},
  "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "0.47.2"}]}]}]},
 {"id": "GHSA-own", "affected": [{"package": {"ecosystem": "PyPI", "name": "shop"},
  "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]},
 {"id": "GHSA-two", "affected": [{"package": {"ecosystem": "PyPI", "name": "numpy"},
  "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]}]}]},
 {"id": "GHSA-fastapi", "database_specific": {"severity": "CRITICAL"}, "affected": [{"package": {"ecosystem": "PyPI", "name": "fastapi"},
  "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0.115.0"}, {"fixed": "0.116.1"}]}]}]}]}
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi>=0.115", "numpy"]  # expect: SEC098/critical "`fastapi` 0.116 (uv.lock:5) is vulnerable, and the application imports it: GHSA-fastapi"
# --- uv.lock
version = 1

[[package]]
name = "fastapi"
version = "0.116.0"

[[package]]
name = "numpy"
version = "1.26.4"

[[package]]
name = "numpy"
version = "2.1.0"

[[package]]
name = "shop"
version = "0.1.0"

[[package]]
name = "starlette"
version = "0.46.0"
# project expect: SEC098/review "`starlette` 0.46 (uv.lock:21) is vulnerable: GHSA-s"
