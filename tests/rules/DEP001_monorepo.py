# Every service has a list in one of the forms there are.
# --- services/api/main.py
from fastapi import FastAPI

app = FastAPI()
# --- services/api/Pipfile
[packages]
fastapi = "*"
# --- services/api/Procfile
worker: python work.py
