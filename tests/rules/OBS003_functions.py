# Firebase measures its functions; where the same application runs elsewhere, too, nobody does.
# --- main.py
from a2wsgi import ASGIMiddleware
from fastapi import FastAPI
from firebase_functions import https_fn

app = FastAPI()  # expect: OBS003/suggestion "Outside of Firebase Functions nothing measures how long requests take"
bridge = ASGIMiddleware(app)


@app.get("/orders")
def orders() -> None: ...


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response.from_app(bridge, request.environ)
# --- deploy.sh
flyctl deploy --app api
