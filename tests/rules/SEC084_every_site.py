# One of the cookies goes along from every site.
# --- app/main.py
from fastapi import Cookie, FastAPI, Response
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],  # expect: SEC084/critical "every origin"
    allow_credentials=True,
)


@app.post("/login")
def login(response: Response) -> None:
    response.set_cookie("theme", "dark")
    response.set_cookie("session", "abc", secure=True, httponly=True, samesite="none")


@app.get("/me")
def me(session: str = Cookie()) -> str:
    return session
