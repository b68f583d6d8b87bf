# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port $PORT
# --- main.py
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()
with open("logging.yaml") as file:
    config = file.read()
with open("logging.yaml", "w") as file:
    file.write(config)


@app.post("/pictures/{user}")
def keep(user: str) -> None:
    with open(f"pictures/{user}.jpg", "wb") as file:  # expect: DEP025 "`pictures/….jpg`"
        file.write(b"")


@app.get("/rates")
def rates() -> str:
    if not Path("rates.json").exists():
        Path("rates.json").write_text("{}")  # expect: DEP025/warning
    return Path("rates.json").read_text()


@app.post("/joined")
def joined() -> None:
    with open(Path("uploads").joinpath("pictures", "a.jpg"), "wb") as file:  # expect: DEP025 "`uploads/pictures/a.jpg`"
        file.write(b"")
