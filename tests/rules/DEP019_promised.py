# The path that the pages promise is the one to add.
# --- main.py
from fastapi import FastAPI

app = FastAPI()  # expect: DEP019 "None of the 1 routes" "`docs/start.md` names that path."


@app.get("/orders")
def orders() -> list[str]:
    return []
# --- docs/start.md
Health checks matter. Try `curl http://localhost:8000/api/v1/health` once it runs, see
docs/health-of-servers.md.
