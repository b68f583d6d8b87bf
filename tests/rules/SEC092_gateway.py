# config: gateway = true
from fastapi import FastAPI

app = FastAPI()


@app.post("/login")
def login(name: str) -> str:
    return name
