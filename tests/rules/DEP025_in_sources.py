# What was changed of a file of the sources is lost; the file is there as it was.
# --- Procfile
web: uvicorn app.main:app --host 0.0.0.0 --port $PORT
# --- app/prices.txt
1
# --- app/main.py
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()
PRICES = Path(__file__).parent / "prices.txt"


@app.post("/prices")
def keep(prices: str) -> None:
    PRICES.write_text(prices)  # expect: DEP025/critical "writes to `prices.txt`" "the old content is back"


@app.post("/notes")
def note(text: str) -> None:
    (Path(__file__).parent / "notes.txt").write_text(text)  # expect: DEP025/critical "writes to `notes.txt`"
