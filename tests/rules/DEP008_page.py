# A page says the command, which people read and platforms do not.
# --- app/main.py
import uvicorn
from fastapi import FastAPI

app = FastAPI()  # expect: DEP008/warning "Only `README.md` says how `app/main.py:app` is started" "`web: uvicorn app.main:app"

if __name__ == "__main__":
    uvicorn.run(app)
# --- app/__init__.py
# --- README.md
    uvicorn app.main:app --reload
# --- requirements.txt
fastapi==0.115.0
