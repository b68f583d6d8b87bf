# Any application of the repository may hold the check; here a mounted one does.
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()
probes = FastAPI()
app.mount("/internal", probes)


@app.get("/orders")
def orders() -> list[str]: ...


@probes.get("/readyz")
def ready() -> str:
    return "ok"
