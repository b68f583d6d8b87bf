# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .env.template
SECRET_KEY=
# --- .gitignore
# expect: SEC006 "does not name" "Add them to the file, and `!.env.template` behind"
.env
