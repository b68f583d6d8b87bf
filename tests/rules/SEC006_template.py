# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .env.template
SECRET_KEY=
# --- .gitignore
# expect: SEC006 "does not name" "Add `.env.*`, `*.pem` to the file, and `!.env.template` behind"
.env
