# --- fastidious.toml
public = ["GET /offers/{offer_id}", "/catalogue/*"]
# --- app/main.py
from fastapi import Depends, FastAPI
from fastapi_users import FastAPIUsers

app = FastAPI()
fastapi_users = FastAPIUsers(None, [])
current_user = fastapi_users.current_user(active=True)


@app.get("/offers/{offer_id}")
def read_offer(offer_id: int) -> int:
    return offer_id


@app.put("/offers/{offer_id}")  # expect: SEC050
def change_offer(offer_id: int) -> int:
    return save(offer_id)


@app.get("/catalogue/pages/{page}")
def read_page(page: int) -> int:
    return page


@app.get("/mine")
def mine(user=Depends(current_user)) -> str:
    return user.name
