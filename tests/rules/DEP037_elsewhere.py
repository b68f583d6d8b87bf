# --- Procfile
web: uvicorn main:app --host 0.0.0.0 --port $PORT
# --- main.py
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


@app.post("/a")
async def a(tasks: BackgroundTasks) -> dict:
    tasks.add_task(print)
    return {}
