# What a module writes while it is imported comes before what the program configures.
# --- app/main.py
import logging

from fastapi import FastAPI

from app import database

logging.basicConfig(level=logging.INFO)
app = FastAPI()


@app.get("/orders")
def orders() -> None:
    database.look()
# --- app/database.py
import logging

logger = logging.getLogger(__name__)
print("database:", "orders")  # expect: LOG001 "in the module" "It runs while the module is imported: what configures logging has to run before"


def look() -> None:
    print("looked up")  # expect: LOG001 "`look`"
