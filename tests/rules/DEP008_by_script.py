# --- requirements.txt
fastapi==0.115.6
uvicorn==0.34.0
# --- service/app/main.py
from fastapi import FastAPI

app = FastAPI()  # expect: DEP008/warning "Only `service/run.sh` starts `service/app/main.py:app`"
# --- service/run.sh
#!/bin/sh
pip install uvicorn
uvicorn app.main:app --reload
