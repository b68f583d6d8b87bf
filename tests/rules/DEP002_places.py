# Places as pip looks for them, and names of conda's own.
# --- shared/pyproject.toml
[project]
name = "shared"
# --- api/main.py
from fastapi import FastAPI

app = FastAPI()
# --- api/requirements.docker.txt
-e file:./shared
fastapi==0.141.0
# --- api/requirements.txt
-e file:../shared
-e file:../gone  # expect: DEP002 "does not exist"
-e file:///home/anna/shared  # expect: DEP002 "path of one machine" "Name it by its place"
fastapi==0.141.0
# --- api/environment.yml
dependencies:
  - _libgcc_mutex=0.1=main
  - numpy=1.26=py312
# --- Dockerfile
FROM python:3.12-slim
WORKDIR /app
COPY shared/ ./shared/
COPY api/requirements.docker.txt ./
RUN pip install --no-cache-dir -r requirements.docker.txt
COPY api/ ./
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
