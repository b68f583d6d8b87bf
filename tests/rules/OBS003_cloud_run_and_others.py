# Where something else serves it, too, the figures of these platforms are not the whole.
# --- app/main.py
import time

from fastapi import FastAPI

app = FastAPI()  # expect: OBS003 "Each request is measured, and outside of Cloud Run and Koyeb no metrics library adds up"


@app.middleware("http")
async def timing(request, call_next):
    start = time.perf_counter()
    response = await call_next(request)
    print(time.perf_counter() - start)
    return response


@app.get("/orders")
def orders() -> None: ...
# --- deploy.sh
gcloud run deploy api --source . --region europe-west1
koyeb services update api/api --git-branch main
flyctl deploy --app api
