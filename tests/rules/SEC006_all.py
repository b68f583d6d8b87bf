# --- .gitignore
**/.env*
!.env.example
*.json
!package.json
certs/
*.pem
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
