# --- app/main.py
from typing import Annotated, Optional

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

app = FastAPI()


class Decrypted(BaseModel):
    central_password: Optional[str] = None


class ProjectOut(BaseModel):
    name: str
    # The model inside is left out, and so is what it holds.
    credentials: Annotated[
        Optional[Decrypted],
        Field(exclude=True, validate_default=True),
    ] = None


class Row(BaseModel):
    central_password: str


class Kept(BaseModel):
    central_password: str  # expect: VAL014


@app.get("/projects")
def projects() -> list[ProjectOut]: ...


@app.post("/projects/me", response_model=list[Row])
def mine(name: str):
    """To be made."""
    if name:
        raise HTTPException(404)
    raise HTTPException(status_code=501)


@app.post("/projects/kept", response_model=Kept)
def kept(name: str):
    if name:
        return Kept(central_password=name)
    raise HTTPException(status_code=404)
