# --- requirements.txt
fastapi==0.115.0
joserfc==1.6.0
python-jose==3.3.0  # expect: SEC099 "python-jose" "which no file here imports"
# --- app/main.py
from fastapi import FastAPI
from joserfc import jwt

app = FastAPI()
