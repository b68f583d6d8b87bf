# JSON of structlog has tracebacks only where a processor puts them there.
import structlog

structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.dev.set_exc_info,
        structlog.processors.JSONRenderer(),
    ]
)
events = structlog.get_logger(__name__)


def charge(order) -> bool:
    try:
        order.charge()
    except Exception as error:
        events.error("charging_failed", error=str(error))  # expect: LOG008 "without the traceback" "before the `JSONRenderer` of app/main.py"
        return False
    return True
