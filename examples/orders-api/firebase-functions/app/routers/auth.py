"""Logging in and resetting passwords."""

import logging

from fastapi import APIRouter, HTTPException, Response, status

from app.core.security import AppSettings, hash_password, make_access_token, make_reset_code
from app.models.common import Message
from app.models.customer import Credentials, Token
from app.repositories import customers
from app.services import notifications

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/auth", tags=["auth"])


@router.post("/login", response_model=Token)
def login(credentials: Credentials, response: Response, settings: AppSettings) -> Token:
    """Logs a customer in.

    Args:
        credentials (Credentials): Who, and the password.
        response (Response): Gets the cookie.
        settings (Settings): Holds the key of the token.

    Returns:
        Token: The access token.

    Raises:
        HTTPException: 401 if the password is wrong, 404 if there is no such customer.
    """
    row = customers.credentials_of(credentials.email)
    if row is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "no such customer")
    if row["password_hash"] != hash_password(credentials.password.get_secret_value()):
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "wrong password")
    token = make_access_token(customers.find_by_uid(row["uid"]), settings)
    response.set_cookie("session", token, max_age=1800)
    return Token(access_token=token)


@router.post("/reset")
def reset(email: str) -> Message:
    """Mails a code that resets the password.

    Args:
        email (str): Whose password.

    Returns:
        Message: Always the same, whoever asked.
    """
    notifications.send_reset(email, make_reset_code())
    return Message(detail="If we know this address, a code is on its way.")
