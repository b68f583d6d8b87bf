# project expect: TYP008 "No type checker is configured"
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
fastapi==0.115.6
