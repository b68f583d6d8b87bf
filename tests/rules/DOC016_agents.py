# project expect: DOC016/suggestion "There is no README: that `AGENTS.md` says how the service is started has to be known" "leads to `AGENTS.md`"
# --- requirements.txt
fastapi==0.115.6
# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- AGENTS.md
Run it with `uvicorn main:app --reload`.
