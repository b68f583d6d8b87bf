# --- requirements.txt
fastapi==0.115.6
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
# --- README.md
Orders
# --- mkdocs.yml
site_name: Orders
