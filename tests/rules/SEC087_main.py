# --- app/main.py
import uvicorn
from fastapi import FastAPI

app = FastAPI()


def main() -> None:
    uvicorn.run("app.main:app", reload=True)  # expect: SEC087/warning


def serve() -> None:
    uvicorn.run("app.main:app", reload=True)  # expect: SEC087/review


if __name__ == "__main__":
    main()
