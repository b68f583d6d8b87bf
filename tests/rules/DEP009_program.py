# Python puts the folder of a script first on its path, and for `-m` that in which it runs.
# --- Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY . .
CMD ["python", "scripts/serve.py"]
# --- Dockerfile.module
FROM python:3.12-slim
WORKDIR /app
COPY . .
CMD ["python", "-m", "scripts.other"]
# --- Dockerfile.path
FROM python:3.12-slim
WORKDIR /app
COPY . .
CMD ["python", "scripts/path.py"]
# --- Dockerfile.dir
FROM python:3.12-slim
WORKDIR /app
COPY . .
CMD ["python", "scripts/dir.py"]
# --- Dockerfile.gone
FROM python:3.12-slim
WORKDIR /app
COPY . .
CMD ["python", "scripts/gone.py"]
# --- scripts/serve.py
import uvicorn
from fastapi import FastAPI

app = FastAPI()

if __name__ == "__main__":
    uvicorn.run("serve:app", host="0.0.0.0")
# --- scripts/other.py
import uvicorn

if __name__ == "__main__":
    uvicorn.run("serve:app", host="0.0.0.0")  # expect: DEP009/critical "no module `serve`"
# --- scripts/path.py
import sys

import uvicorn

sys.path.insert(0, "/srv/code")

if __name__ == "__main__":
    uvicorn.run("shop:app", host="0.0.0.0")
# --- scripts/dir.py
import uvicorn

if __name__ == "__main__":
    uvicorn.run("api:app", host="0.0.0.0", app_dir="lib")
# --- lib/api.py
from fastapi import FastAPI

app = FastAPI()
# --- scripts/gone.py
import uvicorn

if __name__ == "__main__":
    uvicorn.run("gone:api", host="0.0.0.0")  # expect: DEP009/critical "no `api`"
