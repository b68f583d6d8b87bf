# --- app/main.py
import json
from typing import Annotated, Any, List, Optional

import fastapi
from fastapi import APIRouter, Body, Depends, FastAPI, File, Form, UploadFile
from pydantic import BaseModel, model_validator

router = APIRouter()


class Metadata(BaseModel):
    title: str


class FromText(BaseModel):
    title: str

    @model_validator(mode="before")
    @classmethod
    def parse(cls, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value


class Inherits(FromText):
    note: str = ""


def as_form(title: str = Form()) -> Metadata:
    return Metadata(title=title)


@router.post("/a")
def body_and_upload(metadata: Metadata, image: UploadFile) -> None: ...  # expect: VAL020 "`metadata` is declared as JSON body"


@router.post("/b")
async def body_call(
    image: bytes = File(),
    metadata: Metadata = Body(...),  # expect: VAL020
) -> None: ...


@router.post("/c")
async def several(
    images: List[UploadFile],
    metadata: Optional[Metadata] = None,  # expect: VAL020
    other: Annotated[Metadata, Body()] = None,  # expect: VAL020
) -> None: ...


@router.post("/d")
async def annotated(
    image: Annotated[bytes, fastapi.File()],
    metadata: Metadata = Depends(),  # expect: VAL020 "puts the fields of the model into the URL"
) -> None: ...


@router.post("/fine/a")
def form_model(metadata: Annotated[Metadata, Form()], image: UploadFile) -> None: ...


@router.post("/fine/b")
def text_model(metadata: FromText, more: Inherits, image: UploadFile) -> None: ...


@router.post("/fine/c")
def plain_body(image: UploadFile, title: str = Body(), name: str = Form("x")) -> None: ...


@router.post("/fine/d")
def by_function(image: UploadFile, metadata: Metadata = Depends(as_form)) -> None: ...


@router.post("/fine/e")
def by_annotated(
    image: UploadFile, metadata: Annotated[Metadata, Depends(as_form)], q: str = ""
) -> None: ...


@router.post("/fine/f")
def no_upload(metadata: Metadata) -> None: ...


def not_a_route(metadata: Metadata, image: UploadFile) -> None: ...
