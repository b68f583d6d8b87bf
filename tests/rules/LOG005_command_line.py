# What the command line's user has just typed is answered to them.
# --- app/manager.py
import logging

logger = logging.getLogger(__name__)


def delete_admin(email: str) -> None:
    logger.info("Administrator %s is deleted", email)


def delete_user(email: str) -> None:
    logger.info("User %s is deleted", email)  # expect: LOG005
# --- app/main.py
import sys

from fastapi import FastAPI

from app.manager import delete_admin, delete_user

app = FastAPI()


@app.delete("/users/{email}")
def delete(email: str) -> None:
    delete_user(email)


if __name__ == "__main__":
    delete_admin(sys.argv[1])
