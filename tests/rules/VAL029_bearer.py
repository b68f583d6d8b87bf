# --- app/main.py
from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer

app = FastAPI(strict_content_type=False, dependencies=[Depends(HTTPBearer())])
# --- tests/test_main.py
from starlette.middleware.sessions import SessionMiddleware
