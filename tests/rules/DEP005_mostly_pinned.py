# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
uvicorn==0.35.0
starlette==0.47.0
redis  # expect: DEP005 "" "Write `name==version` for it"
