"""Logging in and resetting passwords."""

import hmac
import logging

from fastapi import APIRouter, HTTPException, Response, status

from app.core.security import (
    LOGIN_COOKIE,
    AppSettings,
    hash_password,
    make_access_token,
    make_reset_code,
)
from app.models.common import Message
from app.models.customer import Credentials, PasswordReset
from app.repositories import customers
from app.services import notifications

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/auth", tags=["auth"])


@router.post("/login", response_model=Message)
def login(credentials: Credentials, response: Response, settings: AppSettings) -> Message:
    """Logs a customer in.

    Args:
        credentials (Credentials): Who, and the password.
        response (Response): Gets the cookie.
        settings (Settings): Holds the key of the token.

    Returns:
        Message: What happened.

    Raises:
        HTTPException: 401 if the password is wrong, 404 if there is no such customer.
    """
    row = customers.credentials_of(credentials.email)
    if row is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "no such customer")
    if row["password_hash"] != hash_password(credentials.password.get_secret_value()):
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "wrong password")
    token = make_access_token(customers.find_by_uid(row["uid"]), settings)
    response.set_cookie(LOGIN_COOKIE, token, max_age=1800)
    return Message(detail="logged in")


@router.post("/reset")
def reset(email: str) -> Message:
    """Mails a code that resets the password.

    Args:
        email (str): Whose password.

    Returns:
        Message: Always the same, whoever asked.
    """
    code = make_reset_code()
    if customers.keep_reset_code(email, code):
        notifications.send_reset(email, code)
    return Message(detail="If we know this address, a code is on its way.")


@router.post("/password", responses={403: {"model": Message}})
def set_password(body: PasswordReset) -> Message:
    """Sets the password of whoever has the code; a code is good for one try.

    Args:
        body (PasswordReset): Whose password, the code and the new password.

    Returns:
        Message: What happened.

    Raises:
        HTTPException: 403 if the code is wrong or too old.
    """
    code = customers.take_reset_code(body.email)
    if code is None or not hmac.compare_digest(code, body.code.get_secret_value()):
        raise HTTPException(status.HTTP_403_FORBIDDEN, "wrong code")
    customers.set_password(body.email, hash_password(body.password.get_secret_value()))
    return Message(detail="The password was changed.")
