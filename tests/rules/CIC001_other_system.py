# --- requirements.txt
fastapi==0.115.0
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- .gitlab-ci.yml
test:
  script: pytest
