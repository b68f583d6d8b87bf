# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.post("/products")
def create() -> int: ...


@app.get("/products")
def products() -> list[int]: ...
# --- tests/test_products.py
def test_create_product(client, random_product) -> None:
    assert client.post("/products", json=random_product).is_success


def test_read_products(client, random_product) -> None:
    answer = client.get("/products")
    assert answer.json()[0]["name"] == random_product["name"]
