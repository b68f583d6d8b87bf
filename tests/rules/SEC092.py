# --- app/main.py
from abc import ABC, abstractmethod

import jwt
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.security import OAuth2PasswordRequestForm
from fastapi_limiter.depends import RateLimiter
from slowapi import Limiter
from slowapi.util import get_remote_address

app = FastAPI()
limiter = Limiter(key_func=get_remote_address)
app.state.limiter = limiter


@app.post("/login/access-token")  # expect: SEC092/review "how often `POST /login/access-token`, `POST /password-reset` and `POST /otp/verify` may" "Passwords and codes can be tried as fast"
def access_token(form: OAuth2PasswordRequestForm = Depends()) -> str:
    return form.username


@app.post("/password-reset")
def reset(token: str, password: str) -> str:
    return password


@app.post("/otp/verify")
def otp(code: str) -> str:
    return code


@app.post("/login/limited")
@limiter.limit("5/minute")
def limited_login(request: Request, name: str) -> str:
    return name


@app.post("/login/by-dependency", dependencies=[Depends(RateLimiter(times=5, seconds=60))])
def login_by_dependency(name: str) -> str:
    return name


def slow_down(request: Request) -> None:
    if request.client is None:
        raise HTTPException(status_code=429)


@app.post("/auth/signin", dependencies=[Depends(slow_down)])
def login_by_own(name: str) -> str:
    return name


@app.post("/v2/login")
def login_throttled(request: Request, name: str) -> str:
    return sign_in(name, throttle=LoginThrottle.of(request))


@app.get("/login")
def login_page() -> str:
    return "page"


@app.post("/orders")
def order(name: str) -> str:
    return name


# ---- a token that is handed to what verifies it is no guess
class Tokens(ABC):
    @abstractmethod
    async def verify_token(self, token: str) -> None: ...


class Decoder:
    @staticmethod
    def decode(token: str) -> dict:
        return jwt.decode(token, KEY, ["HS256"])


class JwtTokens(Tokens):
    async def verify_token(self, token: str) -> None:
        Decoder.decode(token=token)


@app.post("/auth/verify")
async def verify(token: str, tokens: Tokens = Depends(JwtTokens)) -> None:
    await tokens.verify_token(token=token)
