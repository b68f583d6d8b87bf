# --- .gitignore
.env*
# above expect: SEC006/suggestion "does not name `*serviceAccount*.json`, `service-account*.json`, `*.pem`"
!.env.example
# --- requirements.txt
fastapi
firebase-admin
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
