# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- libs/common/pyproject.toml
[project]
name = "common"
# --- requirements.txt
fastapi==0.141.0
uvicorn=0.35.0  # expect: DEP002/critical "`=0.35.0` is no version specifier"
sqlalchemy 2.0  # expect: DEP002 "no version specifier"
httpx>=  # expect: DEP002 "names no version"
pydantic[email==2.0  # expect: DEP002 "`[` is not closed"
==1.0  # expect: DEP002 "names no package"
-r requirements/base.txt
-r requirements/gone.txt  # expect: DEP002/critical "`requirements/gone.txt`, which it includes"
-e ./libs/common
-e ./libs/gone  # expect: DEP002/critical "does not exist"
-e ../shared  # expect: DEP002/review "outside"
/home/anna/wheels/thing-1.0-py3-none-any.whl  # expect: DEP002/critical "path of one machine"
common @ file:///home/anna/common  # expect: DEP002/critical "path of one machine"
git+ssh://git@github.com/acme/private.git@v1  # expect: DEP002/review "over SSH"
git+https://github.com/encode/httpx.git@master#egg=httpx
redis==5.0.1
redis==5.2.0  # expect: DEP002/critical "`redis` is pinned to 5.0.1 as well"
numpy==1.26.0 ; python_version < "3.12"
numpy==2.1.0 ; python_version >= "3.12"
orjson==3.10.0 \
    --hash=sha256:0123456789abcdef
attrs (>=23.1)
requests[security,socks] >= 2.31, < 3
typing_extensions~=4.12
private==${PRIVATE_VERSION}
--index-url https://pypi.org/simple
-c constraints.txt
tomli>=2,
zope.interface===6.0
https://example.com/thing-1.0.tar.gz
# --- requirements/base.txt
anyio>=4,<5
# --- constraints.txt
anyio==4.4.0
