# --- app/main.py
from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer
from starlette.authentication import AuthCredentials, AuthenticationBackend, AuthenticationError, SimpleUser
from starlette.middleware.authentication import AuthenticationMiddleware

from app.tokens import user_of


class TokenBackend(AuthenticationBackend):
    async def authenticate(self, conn):
        header = conn.headers.get("Authorization")
        if header is None:
            return None
        user = user_of(header)
        if user is None:
            raise AuthenticationError("unknown token")
        return AuthCredentials(["user"]), SimpleUser(user)


app = FastAPI()
app.add_middleware(AuthenticationMiddleware, backend=TokenBackend())


@app.get("/orders", dependencies=[Depends(HTTPBearer())])
def orders() -> list[str]:
    return []
# --- app/tokens.py
def user_of(header: str) -> str | None:
    return None
# --- app/open.py
from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer

other = FastAPI()


@other.get("/orders", dependencies=[Depends(HTTPBearer())])  # expect: SEC051
def all_orders() -> list[str]:
    return []
