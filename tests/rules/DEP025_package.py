# A package: nothing says that anybody deploys it.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def root() -> None:
    with open("x", "w") as file:
        file.write("x")
