"""Whether the service is alive and ready."""

import os

from fastapi import APIRouter, status
from fastapi.responses import JSONResponse

from app.db.pool import ping
from app.models.common import Message

router = APIRouter(tags=["health"])
REVISION = os.getenv("RELEASE", "local")


@router.get("/health")
def health() -> Message:
    """Tells that the process is alive.

    Returns:
        Message: Always ok, with the revision that runs.
    """
    return Message(detail=f"ok {REVISION}")


@router.get("/ready", response_model=Message, responses={503: {"model": Message}})
def ready() -> JSONResponse:
    """Tells whether the database answers.

    Returns:
        JSONResponse: 200 or 503.
    """
    if ping():
        return JSONResponse({"detail": "ready"})
    return JSONResponse({"detail": "no database"}, status.HTTP_503_SERVICE_UNAVAILABLE)
