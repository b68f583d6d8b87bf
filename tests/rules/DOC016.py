# project expect: DOC016/warning "There is no README"
# --- requirements.txt
fastapi==0.115.6
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
