# --- .gitignore
__pycache__/
# above expect: SEC006/suggestion "`.gitignore` does not name `.env`"
# --- backend/.gitignore
.env
# --- backend/.env.example
SECRET_KEY=
# --- backend/main.py
from fastapi import FastAPI

app = FastAPI()
