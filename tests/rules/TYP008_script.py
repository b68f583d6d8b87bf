# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.115.6
# --- Makefile
types:
	mypy --strict app
