# One check that is open is enough; another one shows details to who may see them.
# --- app/main.py
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer

app = FastAPI()


def auth(token=Depends(HTTPBearer())) -> None:
    if token.credentials != expected():
        raise HTTPException(status_code=401)


@app.get("/health/details", dependencies=[Depends(auth)])
def details() -> str:
    return "ok"


@app.get("/healthz")
def health() -> str:
    return "ok"
