# Nothing that browsers send by themselves says who is there.
# --- app/main.py
from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import HTTPBearer

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)  # expect: SEC084/review


@app.post("/orders", dependencies=[Depends(HTTPBearer())])
def create() -> None: ...
