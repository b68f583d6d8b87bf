# Without advisories nothing is said.
# --- main.py
import jwt
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
PyJWT==1.0
