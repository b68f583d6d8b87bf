# A server that listens to its own machine alone is a developer's.
# --- app/serve.py
import uvicorn


def start() -> None:
    uvicorn.run("app.main:app", host="localhost", reload=True)


def serve() -> None:
    uvicorn.run("app.main:app", host="0.0.0.0", reload=True)  # expect: SEC087
