from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, Response, status
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.post("/items")  # expect: API012 "`POST /items` creates something and answers 200 instead of 201"
# fixed: @app.post("/items", status_code=201)
def create_item(item: Item) -> Item:
    return item


@app.post("/things")  # expect: API012 "`POST /things` creates"
@app.post("/v1/things")
# fixed: @app.post("/v1/things", status_code=201)
def create_thing(item: Item) -> Item:
    return item


@app.post("/accounts")  # expect: API012 "`POST /accounts` creates"
# fixed: @app.post("/accounts", status_code=201)
def register_account(item: Item) -> Item:
    return item


@app.post("/documented", responses={200: {"description": "It is made"}})
def create_documented(item: Item) -> Item:
    return item


def current_item(name: str) -> Item:
    return Item(name=name)


@app.post("/items/{name}/parts")
def create_parts(item: Annotated[Item, Depends(current_item)], tasks: BackgroundTasks) -> Item:
    tasks.add_task(print, item)
    return item


@app.post("/upserted")
def create_or_change(item: Item) -> Item:
    return UpsertItem().execute(item)


@app.post("/found")
def create_found(item: Item) -> Item:
    return UpsertItem().execute(item)


class UpsertItem:
    def execute(self, item: Item) -> Item:
        return item


@app.post("/made", status_code=status.HTTP_201_CREATED)
def create_made(item: Item) -> Item:
    return item


@app.delete("/items/{name}")  # expect: API012 "instead of 204"
def remove(name: str) -> None:
    print(name)


@app.delete("/told/{name}")
def remove_told(name: str) -> dict[str, str]:
    return {"deleted": name}


@app.delete("/response/{name}")
def remove_response(name: str) -> Response:
    return Response(status_code=204)


@app.post("/tokens")
def create_access_token(item: Item) -> Item:
    return item


@app.post("/login")
def login(item: Item) -> Item:
    return item


@app.post("/set")
def create_or_update(item: Item, response: Response) -> Item:
    response.status_code = 201
    return item


@app.post("/search")
def search(item: Item) -> list[Item]:
    return [item]


@app.delete("/promised/{name}")
def remove_promised(name: str) -> None:
    """Deletes it, returning only an HTTP 200 OK if successful."""
    print(name)


@app.delete("/numbered/{name}")  # expect: API012
def remove_numbered(name: str) -> None:
    """Deletes it from the 2000 there are."""
    print(name)
