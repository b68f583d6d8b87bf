# What is written for parameters of one kind is not to be read for those of another.
from uuid import UUID

from fastapi import FastAPI

app = FastAPI()


@app.get("/mails/{mail_id}/parts/{number}")
def part(mail_id: UUID, number: int) -> int:  # expect: API016 "takes `mail_id` and `number`" "for each path parameter. An entry"
    return number


@app.post("/mails")
def send(to: str) -> str:  # expect: API016 "takes `to`" "for the query parameter. An entry"
    return to


@app.get("/folders/{box}")
def folder(box: str, since: int) -> int:  # expect: API016 "takes `box` and `since`"
    return since
