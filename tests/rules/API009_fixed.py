# What the code itself fills with constants is not refused as a client's.
# --- app/main.py
from fastapi import Depends, FastAPI
from pydantic import BaseModel

from app.pages import Page, page_all

app = FastAPI()


class New(BaseModel):
    name: str


@app.get("/orders")  # expect: API009/warning "`orders` (`GET /orders`) can answer 400, which"
def orders(page: Page = Depends()) -> list[int]:
    return page_all(page)


@app.post("/orders")
def create(new: New) -> list[int]:
    return page_all(Page(page=1, per_page=-1))


@app.post("/several")  # expect: API009/warning "`several` (`POST /several`) can answer 400, which"
def several(new: New) -> list[int]:
    all_of_them = page_all(Page(page=1, per_page=-1))
    return all_of_them + page_all(Page(page=len(new.name)))
# --- app/pages.py
from fastapi import HTTPException
from pydantic import BaseModel


class Page(BaseModel):
    page: int = 1
    per_page: int = 50
    query_filter: str | None = None


def page_all(page: Page) -> list[int]:
    if page.query_filter:
        raise HTTPException(400)
    return [page.page]
