# --- app/main.py
import logging

from fastapi import FastAPI

logging.basicConfig(level="INFO")

app = FastAPI()
# --- app/bolt.py
import logging

logging.basicConfig(level=logging.DEBUG)  # expect: LOG010/suggestion "unless logging is configured before"
