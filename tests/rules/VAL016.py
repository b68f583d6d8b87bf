# --- app/main.py
from datetime import datetime
from typing import Annotated, Optional

from fastapi import Depends, FastAPI, Path, Query
from pydantic import AfterValidator, BaseModel, EmailStr, Field, HttpUrl, field_validator

app = FastAPI()


def normal(value: str) -> str:
    return value.lower()


def current_email() -> str:
    return "a@b.c"


class Invitation(BaseModel):
    email: str  # expect: VAL016 "`Invitation.email` takes any text; `EmailStr` checks what it is" "in use"
    contact_email: Optional[str] = None  # expect: VAL016
    callback_url: str = Field(max_length=100)  # expect: VAL016 "`HttpUrl`"
    order_uuid: str  # expect: VAL016 "`UUID`"
    client_ip: str  # expect: VAL016 "`IPvAnyAddress`" "with `from pydantic import IPvAnyAddress`"
    created_at: str  # expect: VAL016 "`datetime`"
    birth_date: str  # expect: VAL016 "`date`"

    proper: EmailStr
    homepage_url: HttpUrl
    good_url: str = Field(pattern="^https://")
    checked_email: str
    wrapped_email: Annotated[str, AfterValidator(normal)]
    sent_at: datetime
    email_subject: str
    url_name: str
    what_to_look_at: str
    zip: str
    candidate: str

    @field_validator("checked_email")
    @classmethod
    def check(cls, value: str) -> str:
        return value


class Shown(BaseModel):
    email: str


@app.post("/invitations", response_model=Shown)
def invite(
    invitation: Invitation,
    email: str,  # expect: VAL016 "`invite` takes any text as `email`; `EmailStr` checks what it is"
    since_date: str = Query(""),  # expect: VAL016
    my_email: str = Depends(current_email),
    other_email: Annotated[str, Depends(current_email)] = "",
): ...


@app.get("/proxy/{url:path}")
def proxy(url: str) -> None: ...


def helper(email: str) -> None: ...
