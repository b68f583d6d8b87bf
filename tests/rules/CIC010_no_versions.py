# --- requirements.txt
fastapi[all]
# --- main.py
from fastapi import FastAPI

app = FastAPI()
