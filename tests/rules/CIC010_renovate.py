# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- renovate.json
{"extends": ["config:recommended"]}
# --- requirements.txt
fastapi==0.115.0
