# --- app/main.py
from elsewhere import router
from fastapi import FastAPI

app = FastAPI()  # expect: DEP019/review
app.include_router(router)


@app.get("/orders")
def orders() -> list[str]: ...
# --- tests/main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
def orders() -> list[str]: ...
