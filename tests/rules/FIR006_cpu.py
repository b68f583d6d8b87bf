# --- main.py
from firebase_functions import https_fn, options

options.set_global_options(max_instances=10, cpu=1)


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
