import logging

from pydantic import BaseModel, EmailStr

logger = logging.getLogger(__name__)


class User(BaseModel):
    id: int
    email: EmailStr


def signed_in(user: User) -> None:
    logger.info("in: %s", user.email, extra={"event": "in", "who": user.email})  # expect: LOG005 "`user.email` is" "Log `user.id` in its place, which means nothing to others. Take it out of `extra`, too."
    logger.info("in: %s", user.email, extra={"event": "in"})  # expect: LOG005 "`user.email` is" "means nothing to others."


def asked(email: str) -> None:
    logger.info(f"asked: {email}", extra={"email": email})  # expect: LOG005 "`email` is" "the same person again. Take it out of `extra`, too."
