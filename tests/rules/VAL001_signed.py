# Signatures that are checked some calls down, on a body that a dependency reads.
# --- app/main.py
from fastapi import Depends, FastAPI, HTTPException, Request
from slack_sdk.signature import SignatureVerifier

from app.logs import note

app = FastAPI()


async def get_body(request: Request):
    return await request.body()


def is_current(body: bytes, headers, secret: str) -> bool:
    verifier = SignatureVerifier(signing_secret=secret)
    return verifier.is_valid_request(body, headers)


def get_handler(request: Request, body: bytes):
    for secret in load_secrets():
        if is_current(body=body, headers=request.headers, secret=secret):
            return Handler(secret)
    raise HTTPException(status_code=403)


@app.post("/commands")
async def commands(request: Request, body: bytes = Depends(get_body)) -> None:
    handler = get_handler(request=request, body=body)
    form = await request.form()
    handler.run(form.get("command"))


@app.post("/open")
async def open_commands(request: Request, body: bytes = Depends(get_body)) -> None:
    note(request.headers)
    form = await request.form()  # expect: VAL001/review
    run(form.get("command"))
# --- app/logs.py
def note(headers) -> None:
    print(headers)
