# --- main.py
from firebase_functions import https_fn, options


@https_fn.on_request(region="europe-west1", timeout_sec=60)  # expect: FIR006/warning "`api` and 2 others have no `max_instances`, no `memory`" "above the first of them: `options.set"
def api(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")


@https_fn.on_request()
def second(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")


@https_fn.on_call()
def third(request: https_fn.CallableRequest) -> dict:
    return {}


@https_fn.on_request(max_instances=10)
def bounded(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
# --- other.py
from firebase_functions import https_fn

OPTIONS = {"max_instances": 5}


@https_fn.on_request(**OPTIONS)
def computed(request: https_fn.Request) -> https_fn.Response:
    return https_fn.Response("ok")
