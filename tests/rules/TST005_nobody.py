# --- app/main.py
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Filter(BaseModel):
    word: str = ""


@app.post("/searches")
def search(filter: Filter) -> int:  # expect: TST005
    return len(filter.word)


# --- tests/test_live.py
import requests


def test_search() -> None:
    session = requests.Session()
    assert session.post("http://localhost:8000/searches", json={}).status_code == 200
