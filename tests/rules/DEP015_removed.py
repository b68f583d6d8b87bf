# --- requirements.txt
fastapi==0.165.0
starlette==1.10.0
# --- app/main.py
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield


def connect() -> None: ...


app = FastAPI(lifespan=lifespan)
app.add_event_handler("startup", connect)  # expect: DEP015 "never called" "the call raises AttributeError"
