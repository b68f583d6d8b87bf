# --- app/main.py
import os
import time

import httpx
import psycopg2
import redis
import requests
from google.cloud import secretmanager

RATES = requests.get("https://rates.example.com", timeout=5).json()  # expect: DEP028/warning "calls `requests.get` and waits for an HTTP server"
KEYS = httpx.get("https://keys.example.com")  # expect: DEP028


class Catalogue:
    items = requests.post("https://items.example.com", timeout=5)  # expect: DEP028


session = requests.Session()
client = httpx.Client()
cache = redis.Redis()
connection = psycopg2.connect("dbname=app")
time.sleep(0)
later = lambda: requests.get("https://rates.example.com", timeout=5)

if os.getenv("WARM"):
    requests.get("https://rates.example.com", timeout=5)


def rates() -> None:
    requests.get("https://rates.example.com", timeout=5)


if __name__ == "__main__":
    requests.get("https://rates.example.com", timeout=5)
# --- scripts/load.py
import requests

requests.get("https://rates.example.com", timeout=5)
