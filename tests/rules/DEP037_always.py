# --- deploy.sh
set -euo pipefail
gcloud run deploy api --source . --project example --no-cpu-throttling
# --- main.py
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


@app.post("/a")
async def a(tasks: BackgroundTasks) -> dict:
    tasks.add_task(print)
    return {}
