# The script asks something else.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()  # expect: DEP019


@app.get("/api/about")
def about() -> dict[str, str]:
    return {"version": version()}

# --- scripts/healthcheck.py
import requests


def main() -> int:
    return requests.get("http://127.0.0.1:9200/_cluster", timeout=5).status_code
