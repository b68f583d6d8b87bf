# Whoever keeps env files out, and calls nothing of Google's, has no other file to name.
# --- .gitignore
.env*
!.env.example
# --- requirements.txt
fastapi
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
