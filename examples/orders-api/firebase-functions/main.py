"""The Firebase Functions (Gen 2) entry points of the orders service."""

from functools import lru_cache

import firebase_admin
from a2wsgi import ASGIMiddleware
from firebase_functions import https_fn, options, scheduler_fn
from firebase_functions.params import SecretParam, StringParam

from app.services import invoices, notifications

REPORT_RECIPIENT = StringParam("REPORT_RECIPIENT", default="finance@example.com")
REPORTS_KEY = SecretParam("REPORTS_KEY")
REGION = StringParam("REGION", default="europe-west1").value

firebase_admin.initialize_app()


@lru_cache
def get_bridge() -> ASGIMiddleware:
    """Makes the application when it is first called: `firebase deploy` has no secrets.

    Returns:
        ASGIMiddleware: The application as WSGI.
    """
    from app.main import app

    return ASGIMiddleware(app)


@https_fn.on_request(
    region="europe-west1",
    memory=options.MemoryOption.MB_512,
    timeout_sec=60,
    secrets=["DATABASE_URL", "JWT_SECRET", "SESSION_KEY", "WEBHOOK_SECRET"],
)
def api(request: https_fn.Request) -> https_fn.Response:
    """Serves the FastAPI application.

    Args:
        request (https_fn.Request): What the client sent.

    Returns:
        https_fn.Response: What the application answered.
    """
    return https_fn.Response.from_app(get_bridge(), request.environ)


@https_fn.on_call(
    region="europe-west1",
    secrets=["DATABASE_URL", "JWT_SECRET", "SESSION_KEY", "WEBHOOK_SECRET"],
)
def resend_invoice(request: https_fn.CallableRequest) -> dict[str, str]:
    """Sends an invoice once more.

    Args:
        request (https_fn.CallableRequest): Its data holds the `invoice_id`.

    Returns:
        dict[str, str]: The number of the invoice that was sent.
    """
    invoice = invoices.get_invoice(int(request.data["invoice_id"]))
    notifications.send_invoice(invoice.customer_email, invoice.number)
    return {"number": invoice.number}


@scheduler_fn.on_schedule(
    schedule="every day 06:00",
    region="europe-west1",
    secrets=["DATABASE_URL", "JWT_SECRET", "SESSION_KEY", "WEBHOOK_SECRET"],
)
def daily_report(event: scheduler_fn.ScheduledEvent) -> None:
    """Archives this month's turnover, and tells finance.

    Args:
        event (scheduler_fn.ScheduledEvent): When the job was due.
    """
    notifications.send_report(REPORT_RECIPIENT.value, event.schedule_time, REPORTS_KEY.value)
