# A module that nothing imports makes no client; one that a program of its own imports does.
# --- app/main.py
from fastapi import FastAPI

from app.prices import client

app = FastAPI()
# --- app/prices.py
import httpx

client = httpx.AsyncClient()  # expect: DEP014
# --- app/put_aside.py
import httpx

client_of_nobody = httpx.AsyncClient()
