# --- fastidious.toml
advisories = "security/osv"
# --- security/osv/1.json
{"id": "GHSA-0000-0001", "aliases": ["PYSEC-2030-1", "CVE-2030-0001"], "summary": "Forged tokens are accepted.",
 "database_specific": {"severity": "HIGH"},
 "affected": [
   {"package": {"ecosystem": "PyPI", "name": "PyJWT"}, "versions": ["2.3.0"],
    "ranges": [{"type": "ECOSYSTEM", "events": [{"fixed": "1.7.1"}, {"introduced": "2.0.0"}, {"introduced": "1.0"}, {"fixed": "2.4.0"}]}]},
   {"package": {"ecosystem": "PyPI", "name": "pyjwt"},
    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "3.0"}]}, {"type": "GIT", "events": [{"introduced": "0"}]}]}]}
# --- security/osv/deep/er/2.json
[{"id": "PYSEC-2030-1", "aliases": ["CVE-2030-0001"], "affected": [{"package": {"ecosystem": "PyPI", "name": "pyjwt"}, "versions": ["2.3.0", "2004b"]}]},
 {"id": "PYSEC-1", "affected": [{"package": {"ecosystem": "PyPI", "name": "requests"}, "versions": ["2.30.0", "2.31.0"]}]},
 {"id": "GHSA-w", "withdrawn": "2030-01-01T00:00:00Z", "affected": [{"package": {"ecosystem": "PyPI", "name": "fastapi"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]},
 {"id": "GHSA-n", "affected": [{"package": {"ecosystem": "npm", "name": "starlette"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]},
 {"id": "GHSA-p", "affected": [{"package": {"ecosystem": "PyPI", "name": "pytest"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"last_affected": "8.0"}]}]}]},
 {"id": "GHSA-r", "affected": [{"package": {"ecosystem": "PyPI", "name": "redis"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "5.0.0rc2"}]}]}]},
 {"id": "GHSA-h", "affected": [{"package": {"ecosystem": "PyPI", "name": "httpx"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "0.23.0"}]}]}]},
 {"id": "GHSA-j", "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
  "affected": [{"package": {"ecosystem": "PyPI", "name": "Python_Jose"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.4.0"}]}]}]},
 {"id": "GHSA-m", "affected": [{"package": {"ecosystem": "PyPI", "name": "anyio"}, "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:N/A:L"}],
   "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "4.4"}]}]}]},
 {"id": "GHSA-l", "database_specific": {"severity": "LOW"}, "affected": [{"package": {"ecosystem": "PyPI", "name": "click"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9"}]}]}]},
 {"id": "GHSA-x", "affected": [{"package": {"ecosystem": "PyPI", "name": "jinja2"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "not a version"}]}]}]},
 {"id": "GHSA-f", "affected": [{"package": {"ecosystem": "PyPI", "name": "forked"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]},
 {"id": "GHSA-e", "affected": [{"package": {"ecosystem": "PyPI", "name": "ecdsa"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]}]
# --- main.py
import anyio
import click
import ecdsa
import httpx
import jwt
import redis
from fastapi import FastAPI
from jose import jws

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
PyJWT==2.3.0  # expect: SEC098/critical "`PyJWT` 2.3.0 (requirements.txt:2) is vulnerable, and the application imports it: CVE-2030-0001"
requests==2.31.0  # expect: SEC098/review "`requests` 2.31.0 (requirements.txt:3) is vulnerable: PYSEC-1"
starlette==0.47.0
redis==5.0.0
httpx>=0.1
python-jose[cryptography]>=3,<3.4  # expect: SEC098/review "`python-jose` in every version that is allowed (requirements.txt:7)"
anyio==4.3  # expect: SEC098/warning "GHSA-m"
click==8.1  # expect: SEC098/suggestion
jinja2==3.0
forked @ git+https://github.com/us/forked
ecdsa  # expect: SEC098/review "every version"
# --- requirements-dev.txt
pytest==8.0  # expect: SEC098/warning
