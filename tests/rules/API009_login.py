# A status that only tells who has an account is not to be documented: SEC063 wants it gone.
# --- app/main.py
from fastapi import FastAPI, HTTPException

from app.store import find_user, verify_password

app = FastAPI()


@app.post("/login")  # expect: API009 "can answer 401, which its `responses` do not say (404, which it answers as well, goes with SEC063)" "`responses={401:"
def login(email: str, password: str) -> None:
    """Logs in."""
    user = find_user(email)
    if not user:
        raise HTTPException(404, "No such user")
    if not verify_password(password, user.hashed_password):
        raise HTTPException(401, "Wrong password")


@app.post("/session")  # expect: API009 "can answer 401 and 404, which"
def session(email: str, password: str, shop: str) -> None:
    """Logs in to a shop."""
    user = find_user(email)
    if not user:
        raise HTTPException(404, "No such user")
    if not verify_password(password, user.hashed_password):
        raise HTTPException(401, "Wrong password")
    if shop not in user.shops:
        raise HTTPException(404, "No such shop")
