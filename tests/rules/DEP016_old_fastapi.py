# --- requirements.txt
fastapi==0.79.1
# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


def start() -> None:
    print("started")


app.add_event_handler("startup", start)


@app.get("/a")
def a() -> str:
    return "a"
