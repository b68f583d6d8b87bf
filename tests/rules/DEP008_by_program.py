# The file runs the server itself, which only those know who read it.
# --- app/__init__.py
# --- app/main.py
import uvicorn
from fastapi import FastAPI

app = FastAPI()  # expect: DEP008/warning "Only `python app/main.py` starts `app/main.py:app`"

if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=8000)
# --- requirements.txt
fastapi==0.115.0
