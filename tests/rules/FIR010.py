# --- main.py
from fastapi import FastAPI
from firebase_admin import firestore

db = firestore.client()
app = FastAPI()


@app.get("/orders")
def orders(ids: list[str]) -> list:
    found = []
    for one in ids:
        found.append(db.collection("orders").document(one).get().to_dict())  # expect: FIR010/suggestion "one by one"
    return found + [db.collection("orders").document(i).get() for i in ids]  # expect: FIR010 "one by one"


@app.get("/fixed")
def fixed() -> list:
    return [db.collection("settings").document(name).get() for name in ("a", "b")]


@app.get("/all")
def all_at_once(ids: list[str]) -> list:
    references = [db.collection("orders").document(i) for i in ids]
    return list(db.get_all(references))


@app.get("/mine")
def mine(user: str) -> list:
    return [d.to_dict() for d in db.collection("orders").stream() if d.to_dict()["user"] == user]  # expect: FIR010 "filters"


@app.get("/queried")
def queried(user: str) -> list:
    return [d.to_dict() for d in db.collection("orders").where("user", "==", user).stream() if d.exists]


@app.get("/loop")
def loop(user: str) -> list:
    result = []
    for document in db.collection("orders").stream():
        if document.to_dict().get("user") == user:  # expect: FIR010 "filters"
            result.append(document)
    for document in db.collection("orders").stream():
        result.append(document)
    return result


@app.post("/batch")
def batch(rows: list[dict]) -> None:
    writes = db.batch()
    for row in rows:
        writes.set(db.collection("orders").document(), row)  # expect: FIR010 "500"
    writes.commit()


@app.post("/chunks")
def chunks(rows: list[dict]) -> None:
    writes = db.batch()
    for number, row in enumerate(rows):
        writes.set(db.collection("orders").document(), row)
        if number % 500 == 499:
            writes.commit()
            writes = db.batch()
    writes.commit()
