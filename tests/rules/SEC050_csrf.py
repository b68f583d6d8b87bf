# A middleware against forged requests is no login.
from fastapi import FastAPI, Request, Response
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI()


class CsrfMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next) -> Response:
        token = request.headers.get("Authorization")
        if not token or token != request.cookies.get("csrf"):
            return Response(status_code=403)
        return await call_next(request)


app.add_middleware(CsrfMiddleware)


@app.delete("/orders/{number}")  # expect: SEC050/review
def delete_order(number: int) -> None:
    drop(number)
