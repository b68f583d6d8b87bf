# The README says how it is started: by a program that runs uvicorn.
# --- requirements.txt
fastapi==0.115.0
# --- README.md
Start it with

    python3 main.py --env prod
# --- main.py
import uvicorn

if __name__ == "__main__":
    uvicorn.run("app.server:app", host="0.0.0.0")
# --- app/__init__.py
# --- app/server.py
from fastapi import FastAPI


def create_app() -> FastAPI:
    app_ = FastAPI()
    return app_


app = create_app()
