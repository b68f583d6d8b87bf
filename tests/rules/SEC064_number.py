# The number of a credential is nothing to sign in with.
# --- app/main.py
from fastapi import FastAPI, Response

app = FastAPI()


@app.get("/authorize/{credential_id}")
def authorize(credential_id: int, response: Response) -> None:
    response.set_cookie("mail_credential_id", str(credential_id), httponly=True)


@app.get("/session")
def session(response: Response) -> None:
    response.set_cookie("session_id", make(), httponly=True)  # expect: SEC064
