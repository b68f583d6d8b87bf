# A middleware that asks somebody who is not seen, and answers 401 to whatever goes wrong there.
# --- app/main.py
import re

from fastapi import FastAPI, Request, Response
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.status import HTTP_401_UNAUTHORIZED

from app.manager import manager


class AuthMiddleware(BaseHTTPMiddleware):
    def __init__(self, app, manager):
        super().__init__(app)
        self.manager = manager

    async def dispatch(self, request: Request, call_next):
        path = request.url.path
        if path == "/" or path.startswith("/pages/") or re.match(r".*[.]svg$", path):
            return await call_next(request)
        if self.manager.kind == "none":
            return await call_next(request)
        try:
            request.state.user = await self.manager.authenticate_request(request)
            return await call_next(request)
        except PermissionError as error:
            return Response(status_code=HTTP_401_UNAUTHORIZED, content=str(error))


app = FastAPI()
app.add_middleware(AuthMiddleware, manager=manager)
api = FastAPI()
app.mount("/api", api)


@api.delete("/things/{id}")
def delete_thing(id: int) -> None:
    drop(id)

# --- app/manager.py
manager = load_manager()
