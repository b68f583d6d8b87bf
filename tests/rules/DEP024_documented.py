# Both names are documented: they are two variables.
# --- .env.example
BACKEND_HOST=a
# --- README.md
`BACKEND_HOSTS` lists the others.
# --- main.py
import os

from fastapi import FastAPI

app = FastAPI()
hosts = os.environ["BACKEND_HOSTS"]
