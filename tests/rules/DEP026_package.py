# Nothing says that it is deployed.
# --- main.py
from fastapi import FastAPI

app = FastAPI()
users: dict = {}


@app.post("/users")
def create(name: str) -> None:
    users[name] = {}
