# --- main.py
from firebase_functions import https_fn
from firebase_functions.options import set_global_options

set_global_options(max_instances=10)  # expect: FIR006/warning "one request at a time"


@https_fn.on_request()
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
