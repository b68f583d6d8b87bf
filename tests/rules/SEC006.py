# --- .gitignore
__pycache__/
# above expect: SEC006/review "`.gitignore` does not name `.env`, `.env.*`, `*.pem`" "Add them to the file, and `!.env.example` behind"
*.pyc
# --- api/.gitignore
*.log
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .env.example
SECRET_KEY=
