# --- functions/main.py
from typing import Any

from firebase_functions import https_fn, options
from firebase_functions.https_fn import CallableRequest, on_call
from flask_app import flask_application

from checks import require_user, store, with_auth


@https_fn.on_call()
def rename(req: https_fn.CallableRequest) -> Any:  # expect: SEC060 "Callable function `rename` uses `req.data` and never looks at `req.auth`"
    return {"name": req.data["name"]}


@on_call(enforce_app_check=True)
def app_check_only(request: CallableRequest) -> Any:  # expect: SEC060
    return store(request)


@https_fn.on_request(cors=options.CorsOptions(cors_origins="*"))
def open_door(req: https_fn.Request) -> https_fn.Response:  # expect: SEC060 "checks neither token nor signature"
    return https_fn.Response(req.args["q"])


@https_fn.on_call()
def checked(req: https_fn.CallableRequest) -> Any:
    if req.auth is None:
        raise https_fn.HttpsError(https_fn.FunctionsErrorCode.UNAUTHENTICATED, "Sign in first.")
    return req.data


@https_fn.on_call()
def checked_in_helper(req: https_fn.CallableRequest) -> Any:
    user = require_user(req)
    return {"user": user, "data": req.data}


@https_fn.on_call()
@with_auth
def decorated(req: https_fn.CallableRequest) -> Any:
    return req.data


@https_fn.on_call()
def ping(req: https_fn.CallableRequest) -> Any:
    return "pong"


@https_fn.on_request()
def bearer(req: https_fn.Request) -> https_fn.Response:
    token = req.headers.get("Authorization")
    return https_fn.Response(token, req.args["q"])


@https_fn.on_request(invoker="private")
def internal(req: https_fn.Request) -> https_fn.Response:
    return https_fn.Response(req.args["q"])


@https_fn.on_request()
def framework(req: https_fn.Request) -> https_fn.Response:
    with flask_application.request_context(req.environ):
        return flask_application.full_dispatch_request()


@https_fn.on_request()
def handed_over(req: https_fn.Request) -> https_fn.Response:
    return flask_application(req, req.args)


def plain(req: https_fn.CallableRequest) -> Any:
    return req.data
# --- functions/checks.py
def require_user(request):
    if not request.auth:
        raise PermissionError
    return request.auth.uid


def store(request):
    return request.data


def with_auth(function):
    return function
