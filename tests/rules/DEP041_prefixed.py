# --- firebase.json
{
  "functions": {"source": "functions", "runtime": "python312"},
  "hosting": {"rewrites": [
    {"source": "/api/**", "function": "api"},
    {"source": "/hooks/**", "function": "other"}
  ]}
}
# --- functions/main.py
from a2wsgi import ASGIMiddleware
from fastapi import FastAPI
from firebase_functions import https_fn

app = FastAPI(root_path="/api")
wsgi = ASGIMiddleware(app)


@app.get("/orders/{order_id}")
def read(order_id: int) -> dict:
    return {}


@https_fn.on_request(max_instances=1)
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response.from_app(wsgi, request.environ)


@https_fn.on_request(max_instances=1)
def other(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
