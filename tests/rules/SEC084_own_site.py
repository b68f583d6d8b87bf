# Cookies that browsers send with requests of the same site's pages only.
# --- app/main.py
from fastapi import Cookie, FastAPI, Response
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],  # expect: SEC084/review "every origin" "Any page of the same site"
    allow_credentials=True,
)


@app.post("/login")
def login(response: Response) -> None:
    response.set_cookie("session", "abc", secure=True, httponly=True)
    response.set_cookie("device", "abc", secure=True, httponly=True, samesite="Strict")


@app.get("/me")
def me(session: str = Cookie()) -> str:
    return session
