# A cookie that is set and never read, and a session that nothing keeps anything in.
from fastapi import FastAPI, Response
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="x")
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],  # expect: SEC084/review "every origin, with the visitor's cookies"
    allow_credentials=True,
)


@app.post("/login")
def login(response: Response) -> None:
    response.set_cookie("session", "abc", secure=True, httponly=True)
