# --- main.py
from fastapi import FastAPI
from firebase_admin import firestore
from google.cloud.firestore import Increment, transactional

db = firestore.client()
app = FastAPI()


@app.post("/count/{key}")
def count(key: str) -> int:
    document = db.collection("views").document(key)
    snapshot = document.get()
    views = (snapshot.get("count") if snapshot.exists else 0) + 1
    document.set({"count": views})  # expect: FIR009/warning "`document`"
    return views


@app.post("/stock/{key}")
def stock(key: str) -> None:
    data = db.collection("stock").document(key).get().to_dict()
    db.collection("stock").document(key).update({"left": data["left"] - 1})  # expect: FIR009


@app.post("/increment/{key}")
def increment(key: str) -> None:
    document = db.collection("views").document(key)
    snapshot = document.get()
    if snapshot.exists:
        document.update({"count": Increment(1)})


@app.post("/create/{key}")
def create(key: str) -> None:
    document = db.collection("views").document(key)
    if not document.get().exists:
        document.set({"count": 1})


@transactional
def in_transaction(transaction, document) -> None:
    snapshot = document.get(transaction=transaction)
    transaction.update(document, {"count": snapshot.get("count") + 1})


@app.post("/other/{key}")
def other(key: str) -> None:
    source = db.collection("a").document(key)
    target = db.collection("b").document(key)
    data = source.get().to_dict()
    target.set(data)


@app.post("/precondition/{key}")
def precondition(key: str) -> None:
    document = db.collection("views").document(key)
    snapshot = document.get()
    document.update({"n": snapshot.get("n") + 1}, option=db.write_option(last_update_time=snapshot.update_time))


@app.post("/replace/{key}")
def replace(key: str, name: str) -> None:
    document = db.collection("views").document(key)
    old = document.get()
    print(old.to_dict())
    document.update({"name": name})


@app.post("/number/{key}")
def number(key: str) -> int:
    document = db.collection("views").document(key)
    views = (document.get().to_dict() or {}).get("n", 0) + 1
    document.set({"n": views})  # expect: FIR009 "" "which gives back what it wrote"
    return views
