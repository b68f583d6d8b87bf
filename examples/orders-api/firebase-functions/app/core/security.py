"""Who is calling, and what they may do."""

import hashlib
import logging
import random
from datetime import UTC, datetime, timedelta
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from firebase_admin import auth as firebase_auth

from app.core.settings import Settings, get_settings
from app.models.customer import Customer
from app.repositories import customers

logger = logging.getLogger(__name__)
bearer = HTTPBearer()

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


def current_customer(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)],
) -> Customer:
    """Gives the customer whose Firebase token came with the request.

    Args:
        credentials (HTTPAuthorizationCredentials): The bearer token.

    Returns:
        Customer: The caller.

    Raises:
        HTTPException: 401 if the token is not valid or the customer unknown.
    """
    try:
        claims = firebase_auth.verify_id_token(credentials.credentials)
    except (ValueError, firebase_auth.InvalidIdTokenError) as error:
        logger.warning("invalid token %s", credentials.credentials)
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "invalid token")
    customer = customers.find_by_uid(claims["uid"])
    if customer is None:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "unknown customer")
    return customer


CurrentCustomer = Annotated[Customer, Depends(current_customer)]
AppSettings = Annotated[Settings, Depends(get_settings)]


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
