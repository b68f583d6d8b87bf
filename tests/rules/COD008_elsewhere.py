# Another system may run it; a library and a script have no application.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- setup.cfg
[flake8]
max-line-length = 100
# --- requirements-dev.txt
black
# --- .gitlab-ci.yml
lint:
  script: make lint
