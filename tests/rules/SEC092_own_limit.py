# A limit by the address that the server sees takes no other for signing in.
from fastapi import Depends, FastAPI, HTTPException, Request
from pydantic import BaseModel

app = FastAPI()
tried: dict[str, int] = {}


class Credentials(BaseModel):
    email: str
    password: str


def rate_limiter(request: Request) -> None:
    address = request.client.host
    tried[address] = tried.get(address, 0) + 1
    if tried[address] > 100:
        raise HTTPException(429)


@app.post("/jobs", dependencies=[Depends(rate_limiter)])
def create_job(name: str) -> str:
    return name


@app.post("/login")  # expect: SEC092 "`POST /login` may be tried" "Write a dependency for this alone, with a limit such as 5 tries a minute"
def login(credentials: Credentials) -> str:
    return credentials.email
