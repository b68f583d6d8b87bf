# A router whose routes answer invalid requests themselves.
# --- app/main.py
from fastapi import FastAPI

from app.codes import router as codes
from app.users import router as users

app = FastAPI()  # expect: SEC089 "with `password` in it"
app.include_router(codes)
app.include_router(users)
# --- app/codes.py
from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel


class QuietRoute(APIRoute):
    def get_route_handler(self):
        original = super().get_route_handler()

        async def handle(request):
            try:
                return await original(request)
            except RequestValidationError:
                return JSONResponse({"detail": "Invalid request"}, status_code=422)

        return handle


class Challenge(BaseModel):
    challenge_token: str
    code: str


router = APIRouter(prefix="/codes", route_class=QuietRoute)


@router.post("")
def answer(body: Challenge) -> None:
    check(body)
# --- app/users.py
from fastapi import APIRouter
from pydantic import BaseModel

router = APIRouter(prefix="/users")


class SignIn(BaseModel):
    name: str
    password: str


@router.post("/login")
def login(body: SignIn) -> None:
    check(body)
