# Nothing keeps the versions with known flaws out.
# --- main.py
from fastapi import FastAPI
from jose import jwt

app = FastAPI()
# --- requirements.txt
fastapi==0.141.0
python-jose>=3.3  # expect: SEC099/warning "without a release, and versions before 3.4, which are allowed here, are open to forged tokens"
