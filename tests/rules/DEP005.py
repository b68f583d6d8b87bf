# --- main.py
from fastapi import FastAPI

app = FastAPI()
# --- requirements.txt
pydantic==2.11.0
fastapi  # expect: DEP005/warning "a later version of 3 packages (`fastapi`, `uvicorn`, `redis`) and of what comes along, as `h11` with `uvicorn` does: no lock"
uvicorn>=0.35
redis>5
starlette~=0.47
sqlalchemy>=2,<3
httpx @ https://example.com/httpx.whl
passlib
PassLib==1.7.4
Redis
-e .
# --- requirements-dev.txt
pytest
# --- setup.cfg
[metadata]
name = shop
