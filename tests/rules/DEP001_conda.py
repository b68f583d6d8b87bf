# --- shop/main.py
from fastapi import FastAPI

app = FastAPI()
# --- environment.yml
name: shop
dependencies:
  - python=3.12
  - fastapi
  - pip:
      - uvicorn==0.35.0
