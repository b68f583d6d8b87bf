# --- app/main.py
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()


class Filter(BaseModel):
    word: str = ""


@app.post("/searches")
def search(filter: Filter) -> int:  # expect: TST005 "the only tested endpoint that checks its input, `POST /searches`" "Send it one request"
    return len(filter.word)


@app.get("/docs-page")
def docs_page() -> str:
    if not app.debug:
        raise HTTPException(404)
    return "docs"


# --- tests/test_live.py
import requests


def test_search() -> None:
    session = requests.Session()
    assert session.post("http://localhost:8000/searches", json={}).status_code == 200
    assert session.get("http://localhost:8000/docs-page").status_code == 200
