# A page for agents says the command; the platform whose variables are read has a file of its own.
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()  # expect: DEP008/warning "Only `AGENTS.md` says" "in `railway.toml`, below `[deploy]`, as `startCommand = "
print(os.environ["RAILWAY_ENVIRONMENT_NAME"])
# --- AGENTS.md
# Agents

uvicorn main:app --reload
# --- requirements.txt
fastapi==0.115.0
