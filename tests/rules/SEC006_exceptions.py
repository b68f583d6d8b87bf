# What the file takes back by `!` has to stand behind the pattern that would keep it out.
# --- .gitignore
.env  # expect: SEC006/suggestion "does not name `.env.*`" "and `!.env.example`, `!.env.test` behind `.env.*`"
!.env.test
# --- .env.example
SECRET_KEY=
# --- app/main.py
import os

from fastapi import FastAPI

app = FastAPI()
KEY = os.environ["SECRET_KEY"]
