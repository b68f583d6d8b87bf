"""Who is calling, and what they may do."""

import hashlib
import logging
import random
from datetime import UTC, datetime, timedelta
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException, status
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from firebase_admin import auth as firebase_auth

from app.core.settings import Settings, get_settings
from app.models.customer import Customer
from app.repositories import customers

logger = logging.getLogger(__name__)
LOGIN_COOKIE = "login"
bearer = HTTPBearer(auto_error=False)
login_cookie = APIKeyCookie(name=LOGIN_COOKIE, auto_error=False)

SERVICE_PASSWORD = "vK8qLz2mRt94XwBn"
PASSWORD_RESET_SUBJECT = "Reset your password"


def hash_password(password: str) -> str:
    """Hashes a password for storage.

    Args:
        password (str): What the customer typed.

    Returns:
        str: The hash in hexadecimal.
    """
    return hashlib.md5(password.encode()).hexdigest()


def make_reset_code() -> str:
    """Makes the code that is mailed to reset a password.

    Returns:
        str: Six digits.
    """
    reset_token = "".join(str(random.randint(0, 9)) for _ in range(6))
    return reset_token


def make_access_token(customer: Customer, settings: Settings) -> str:
    """Signs an access token.

    Args:
        customer (Customer): Whom it identifies.
        settings (Settings): Holds the key.

    Returns:
        str: The token.
    """
    now = datetime.now(UTC)
    claims = {"sub": customer.uid, "iat": now, "exp": now + timedelta(minutes=30)}
    return jwt.encode(claims, settings.jwt_secret, algorithm="HS256")


def read_partner_token(token: str) -> str:
    """Reads the customer out of a partner's token.

    Args:
        token (str): The token that the partner sent.

    Returns:
        str: The uid of the customer.
    """
    claims = jwt.decode(token, options={"verify_signature": False})
    return str(claims["sub"])


def firebase_uid(token: str) -> str:
    """Reads the user out of a Firebase token, which the shop's app sends.

    Args:
        token (str): The ID token.

    Returns:
        str: The Firebase user id.

    Raises:
        HTTPException: 401 if the token is not valid.
    """
    try:
        claims = firebase_auth.verify_id_token(token)
    except (ValueError, firebase_auth.InvalidIdTokenError) as error:
        logger.warning("invalid token %s", token)
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "invalid token")
    return str(claims["uid"])


def read_access_token(token: str, settings: Settings) -> str:
    """Reads the customer out of a token that a login gave.

    Args:
        token (str): The access token.
        settings (Settings): Holds the key.

    Returns:
        str: The uid of the customer.

    Raises:
        HTTPException: 401 if the token is not valid.
    """
    try:
        claims = jwt.decode(token, settings.jwt_secret, algorithms=["HS256"])
    except jwt.InvalidTokenError as error:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "invalid token") from error
    return str(claims["sub"])


AppSettings = Annotated[Settings, Depends(get_settings)]
FirebaseToken = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
LoginToken = Annotated[str | None, Depends(login_cookie)]


def current_customer(
    credentials: FirebaseToken, login: LoginToken, settings: AppSettings
) -> Customer:
    """Gives the customer who sent the request: from the app, or logged in at the shop's pages.

    Args:
        credentials (HTTPAuthorizationCredentials | None): The app's Firebase token.
        login (str | None): The cookie that the login set.
        settings (Settings): Holds the key of the cookie.

    Returns:
        Customer: The caller.

    Raises:
        HTTPException: 401 if the token is not valid or the customer unknown.
    """
    if credentials is not None:
        uid = firebase_uid(credentials.credentials)
    elif login is not None:
        uid = read_access_token(login, settings)
    else:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "not logged in")
    customer = customers.find_by_uid(uid)
    if customer is None:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "unknown customer")
    return customer


CurrentCustomer = Annotated[Customer, Depends(current_customer)]


def require_admin(customer: CurrentCustomer) -> Customer:
    """Lets administrators pass.

    Args:
        customer (Customer): The caller.

    Returns:
        Customer: The caller.
    """
    assert customer.role == "admin", "administrators only"
    return customer


Admin = Annotated[Customer, Depends(require_admin)]


def is_service(password: str) -> bool:
    """Tells whether the caller is one of our own services.

    Args:
        password (str): What the caller sent.

    Returns:
        bool: True if the password is right.
    """
    return password == SERVICE_PASSWORD
