# rules: SEC050, SEC051, API003, API009, API012
# Routers of fastapi-users: their routes are known.
# --- app/users.py
import uuid

from fastapi_users import FastAPIUsers
from fastapi_users.authentication import AuthenticationBackend, BearerTransport

from app.models import User, get_strategy, get_user_manager

backend = AuthenticationBackend(
    name="jwt", transport=BearerTransport(tokenUrl="auth/login"), get_strategy=get_strategy
)
fastapi_users = FastAPIUsers[User, uuid.UUID](get_user_manager, [backend])
# --- app/main.py
from fastapi import FastAPI

from app.schemas import UserCreate, UserRead, UserUpdate
from app.users import backend, fastapi_users

app = FastAPI()
app.include_router(fastapi_users.get_auth_router(backend), prefix="/auth", tags=["auth"])  # expect: SEC092 "`POST /auth/login`, `POST /auth/register`, `POST /auth/forgot-password` and"
app.include_router(fastapi_users.get_register_router(UserRead, UserCreate), prefix="/auth")
app.include_router(fastapi_users.get_reset_password_router(), prefix="/auth")
app.include_router(fastapi_users.get_users_router(UserRead, UserUpdate), prefix="/users")
