# The code reads what Render sets, so that a dashboard has the command: a milder form of it.
# --- main.py
import os

from fastapi import FastAPI

SERVICE = os.getenv("RENDER_SERVICE_NAME", "")
app = FastAPI()  # expect: DEP008/warning "no Dockerfile, and no `render.yaml` of Render, whose variables `main.py` reads" "in `render.yaml`, as `startCommand: uvicorn main:app --host 0.0.0.0 --port $PORT` of the service"
# --- requirements.txt
fastapi==0.115.0
uvicorn==0.34.0
