# --- app/main.py
from fastapi import FastAPI

app = FastAPI()  # expect: LOG003/warning "The application writes no log record and configures no logging"


@app.get("/orders")
def orders() -> None: ...
