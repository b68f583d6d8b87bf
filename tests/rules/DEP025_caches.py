# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port $PORT
# --- main.py
import json
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()
RATES = Path("cache") / "rates.json"


@app.get("/rates")
def rates() -> dict:
    if RATES.exists():
        return json.loads(RATES.read_text())
    data = {"eur": 1.0}
    RATES.write_text(json.dumps(data))  # expect: DEP025/suggestion "" "Each instance makes it anew"
    return data
