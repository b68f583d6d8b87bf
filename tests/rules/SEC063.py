# --- app/main.py
from fastapi import FastAPI, HTTPException, status

from app.security import find_user, pwd_context, verify_password

app = FastAPI()


@app.post("/login")
def login(email: str, password: str) -> None:
    user = find_user(email)
    if not user:
        raise HTTPException(status_code=404, detail="No such user")  # expect: SEC063/review "`login` tells"
    if not verify_password(password, user.hashed_password):
        raise HTTPException(status_code=401, detail="Wrong password")


@app.post("/token")
def token(email: str, password: str) -> None:
    db_user = find_user(email)
    if db_user is None:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Unknown address")  # expect: SEC063/review
    if not pwd_context.verify(password, db_user.password):
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Wrong password")


@app.post("/session")
def session(email: str, password: str) -> None:
    row = find_user(email)
    if row is None:
        raise HTTPException(404, "No such user")  # expect: SEC063/review
    if row["password_hash"] != hash_password(password):
        raise HTTPException(401, "Wrong password")


@app.post("/same")
def same(email: str, password: str) -> None:
    user = find_user(email)
    if not user:
        raise HTTPException(401, "Incorrect username or password")
    if not verify_password(password, user.hashed_password):
        raise HTTPException(401, "Incorrect username or password")
    if not user.is_active:
        raise HTTPException(400, "Inactive user")


@app.post("/password")
def change(current_password: str, user_id: int) -> None:
    user = find_user(user_id)
    if not verify_password(current_password, user.hashed_password):
        raise HTTPException(400, "Incorrect password")


@app.post("/users/{user_id}/archive")
def archive(user_id: int) -> None:
    user = find_user(user_id)
    if not user:
        raise HTTPException(404, "No such user")
    if not user.is_active:
        raise HTTPException(400, "Inactive user")


@app.post("/users/{user_id}/password")
def reset(user_id: int, password: str) -> None:
    user = find_user(user_id)
    if not user:
        raise HTTPException(404, "No such user")
    if not verify_password(password, user.hashed_password):
        raise HTTPException(400, "Incorrect password")
