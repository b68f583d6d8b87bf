from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer

bearer = HTTPBearer()


def user(token=Depends(bearer)) -> str:
    if token.credentials != "x":
        raise HTTPException(401)
    return "me"


app = FastAPI(title="Orders", docs_url="/docs")  # expect: API002/warning "is open in every environment"
open_app = FastAPI()
hidden = FastAPI(openapi_url=None)


@app.get("/a")
def a(name: str = Depends(user)) -> str:
    return name


@open_app.get("/b")
def b() -> str:
    return "x"


@hidden.get("/c")
def c(name: str = Depends(user)) -> str:
    return name
