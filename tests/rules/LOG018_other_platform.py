# --- app/main.py
from fastapi import FastAPI
from pythonjsonlogger.json import JsonFormatter

app = FastAPI()
formatter = JsonFormatter("%(levelname)s %(message)s")
