# Another file runs the server, and names the module.
# --- app/__init__.py
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()  # expect: DEP008/warning "Only `python run.py` starts `app/main.py:app`"
# --- lessons/main.py
import uvicorn

if __name__ == "__main__":
    uvicorn.run("main:app", host="0.0.0.0", port=8000)
# --- run.py
import uvicorn

if __name__ == "__main__":
    uvicorn.run("app.main:app", host="0.0.0.0", port=8000)
# --- requirements.txt
fastapi==0.115.0
