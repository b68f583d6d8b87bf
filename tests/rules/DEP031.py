# --- Procfile
web: uvicorn app.main:app --host 0.0.0.0 --port $PORT
# --- static/site.css
body {}
# --- app/assets/logo.svg
<svg/>
# --- frontend/package.json
{}
# --- app/main.py
import os
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

BASE = Path(__file__).parent
app = FastAPI()
app.mount("/a", StaticFiles(directory="static"))
app.mount("/b", StaticFiles(directory="public"))  # expect: DEP031/warning "`public`"
app.mount("/c", StaticFiles(directory=BASE / "assets"))
app.mount("/d", StaticFiles(directory=BASE / "missing"))  # expect: DEP031 "`missing`"
app.mount("/e", StaticFiles(directory="public", check_dir=False))
app.mount("/f", StaticFiles(directory=os.environ["STATIC_DIR"]))
app.mount("/g", StaticFiles(directory="frontend/dist"))
app.mount("/h", StaticFiles(directory="/srv/static"))
os.makedirs("made", exist_ok=True)
app.mount("/i", StaticFiles(directory="made"))
app.mount("/j", StaticFiles(directory="assets"))  # expect: DEP031 "`app/assets`"
if os.path.isdir("optional"):
    app.mount("/k", StaticFiles(directory="optional"))
app.mount("/l", StaticFiles(packages=["somewhere"]))
