# What a commit names makes every layer below it anew; a machine that starts empty has none.
# --- api/Dockerfile
FROM python:3.12-slim
ARG GITHUB_SHA
ENV PYTHONUNBUFFERED=1 GITHUB_SHA=$GITHUB_SHA
COPY . .  # expect: DEP033 "All sources are copied" "Move ARGs that change with each build, such as `GITHUB_SHA` (line 2), and what uses them below the installation: each new value makes all layers below it anew. Copy the list of dependencies and install them first, then `COPY . .`. `.github/workflows/main.yml:6` finds no earlier layers"
RUN pip install --no-cache-dir -r requirements.txt
ARG COMMIT_DATE
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
# --- api/.dockerignore
.git
# --- api/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .github/workflows/main.yml
on: push
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/build-push-action@v6
        with:
          context: ./api
          push: true
