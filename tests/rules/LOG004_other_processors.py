# Processors that leave values as they are.
import structlog
from fastapi import FastAPI

app = FastAPI()
log = structlog.get_logger()


def add_version(logger, method_name, event_dict):
    event_dict["version"] = "1"
    return event_dict


structlog.configure(processors=[add_version])


@app.post("/login")
def login(api_key: str, failed_keys: list[str]) -> None:
    log.info("login", api_key=api_key)  # expect: LOG004/critical
    log.info("login", api_keys=failed_keys)  # expect: LOG004/review
