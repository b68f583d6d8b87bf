# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
-c constraints.txt
fastapi
# --- constraints.txt
fastapi==0.141.0
