# A model that is put together of several classes is one leak.
# --- app/main.py
from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

app = FastAPI()


class Mail(BaseModel):
    mail_password: str = ""


class Pay(BaseModel):
    pay_client_secret: str = ""  # expect: VAL014 "`Everything.pay_client_secret` and 1 more fields"


class Everything(Mail, Pay):
    name: str = ""


def admin(authorization: str = Header()) -> None:
    if authorization != "x":
        raise HTTPException(401)


@app.get("/settings", dependencies=[Depends(admin)])
def settings() -> Everything:
    return load()
