# A file that the application fills itself, with what it fetches.
# --- app/prices.py
from pathlib import Path

import yaml

PRICES = Path(__file__).parent / "prices.yaml"
RATES = Path(__file__).parent / "rates.yaml"
NAMES = Path("names.yaml")


def load_prices(path: Path = PRICES) -> dict:
    stream = open(path, encoding="utf-8")
    return yaml.load(stream, Loader=yaml.Loader)  # expect: SEC027/critical "which holds what `requests.get` fetched from an address that a client gives; `POST /prices` takes it without a login"


def load_rates() -> dict:
    with open(RATES, encoding="utf-8") as stream:
        return yaml.load(stream, Loader=yaml.Loader)  # expect: SEC027/warning "which holds what `requests.get` fetched"


def load_names() -> dict:
    with open(NAMES, encoding="utf-8") as stream:
        return yaml.load(stream, Loader=yaml.Loader)
# --- app/main.py
import requests
from fastapi import FastAPI

from app import prices

app = FastAPI()


@app.post("/prices")
def import_prices(source: str) -> None:
    answer = requests.get(source, timeout=30)
    prices.PRICES.write_text(answer.text, encoding="utf-8")


@app.post("/rates")
def import_rates() -> None:
    prices.RATES.write_bytes(requests.get("https://bank.example/rates", timeout=30).content)
    prices.NAMES.write_text("{}")
