# A list of all that gets installed lacks a version; in one of what was asked for, the rest floats too.
# --- whole/main.py
from fastapi import FastAPI

app = FastAPI()
# --- whole/requirements.txt
fastapi==0.141.0
uvicorn==0.35.0
starlette==0.47.0
h11==0.16.0
redis  # expect: DEP005 "a later version of `redis`: no lock file says which" "Write `name==version` for it"
# --- asked/main.py
from fastapi import FastAPI

app = FastAPI()
# --- asked/requirements.txt
fastapi==0.141.0
uvicorn==0.35.0
h11==0.16.0
redis  # expect: DEP005 "a later version of `redis` and of what comes along, as `starlette` with `fastapi` does: no lock" "rename the list `requirements.in`"
# --- parts/main.py
from fastapi import FastAPI

app = FastAPI()
# --- parts/requirements.txt
-r base.txt
fastapi==0.141.0
httpx==0.28.1
redis  # expect: DEP005 "a later version of `redis`: no lock" "Write `name==version` for it"
# --- parts/base.txt
starlette==0.47.0
# --- api/main.py
from fastapi import FastAPI

app = FastAPI()
# --- api/requirements.txt
setuptools  # expect: DEP005 "a later version of `setuptools`: no lock file says which" "as for the others: `pip freeze --all` says"
fastapi==0.141.0
starlette==0.47.0
bleach==6.2.0
webencodings==0.5.1
gunicorn==20.1.0
# --- served/main.py
from fastapi import FastAPI

app = FastAPI()
# --- served/requirements.txt
fastapi==0.141.0
starlette==0.47.0
gunicorn  # expect: DEP005 "a later version of `gunicorn` and of what comes along, as `packaging` with `gunicorn` does" "rename the list"
