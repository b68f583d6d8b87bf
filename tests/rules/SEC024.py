from typing import Annotated
from uuid import UUID

from fastapi import FastAPI, Path, Query
from firebase_admin import firestore
from pydantic import BaseModel

app = FastAPI()


class Wanted(BaseModel):
    cart: str
    number: int


def load(cart_id: str) -> dict:
    return firestore.client().collection("carts").document(cart_id).get().to_dict()  # expect: SEC024/review


def keep(cart_id: str, cart: str, number: int) -> None:
    carts = firestore.client().collection("carts")
    carts.document(cart_id).set({"cart": cart, "number": number})


@app.put("/kept/{cart_id}")
def replaced(cart_id: str, body: Wanted) -> None:
    keep(cart_id=cart_id, **body.model_dump())


@app.get("/carts")
def by_query(cart_id: str) -> dict:
    return load(cart_id)


@app.post("/carts")
def by_body(body: Wanted) -> dict:
    client = firestore.client()
    client.document(f"numbers/{body.number}")
    return client.document(f"carts/{body.cart}").get().to_dict()  # expect: SEC024/review "`body.cart` of the body"


@app.get("/field")
def by_field(field: str, value: str) -> list:
    client = firestore.client()
    client.collection("carts").where("owner", "==", value)
    return client.collection("carts").where(field, "==", value).get()  # expect: SEC024/review "`field`"


@app.get("/carts/{cart_id}")
def by_path(cart_id: str) -> dict:
    return firestore.client().collection("carts").document(cart_id).get().to_dict()


@app.get("/files/{name:path}")
def by_long_path(name: str) -> dict:
    return firestore.client().document(name).get().to_dict()  # expect: SEC024/review


@app.get("/typed")
def typed(cart_id: UUID, key: Annotated[str, Query(pattern="^[a-z]+$")]) -> dict:
    client = firestore.client()
    client.collection("carts").document(key)
    return client.collection("carts").document(str(cart_id)).get().to_dict()


@app.get("/checked")
def checked(cart_id: str) -> dict:
    if "/" in cart_id:
        raise ValueError(cart_id)
    return firestore.client().collection("carts").document(cart_id).get().to_dict()
# --- app/forms.py
from flask import request
from firebase_admin import firestore


def by_number() -> dict:
    number = request.form.get("number", type=int)
    return firestore.client().collection("carts").document(str(number)).get().to_dict()


def by_text() -> dict:
    name = request.form.get("name", type=str)
    return firestore.client().collection("carts").document(name).get().to_dict()  # expect: SEC024/review
