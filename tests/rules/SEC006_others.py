# --- .gitignore
.env*
# above expect: SEC006/suggestion "does not name `*serviceAccount*.json`, `service-account*.json`, `*.pem`"
!.env.example
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
