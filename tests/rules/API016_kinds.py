# What is written for parameters of one kind is not to be read for those of another; path and query
# are told together.
from typing import Annotated
from uuid import UUID

from fastapi import FastAPI, Header

app = FastAPI()


@app.get("/mails/{mail_id}/parts/{number}")
def part(mail_id: UUID, number: int) -> int:  # expect: API016 "takes `mail_id` and `number`" "for what stands in the path, and"
    return number


@app.post("/mails")
def send(to: str) -> str:  # expect: API016 "takes `to`" "for what does not (`Annotated` from `typing`, `Path` and `Query` from `fastapi`). An entry"
    return to


@app.get("/folders/{box}")
def folder(box: str, since: int) -> int:  # expect: API016 "takes `box` and `since`"
    return since


@app.get("/drafts")
def drafts(x_box: Annotated[str, Header()]) -> int:  # expect: API016 "takes `x-box`" "Write the type of each header as"
    return x_box
