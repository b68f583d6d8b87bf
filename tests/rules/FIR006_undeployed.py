# --- functions_example.py
from firebase_functions import https_fn


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
