# Every secret here is made up.
# --- app/config.py
import os
from enum import Enum

import pydantic
from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings
from starlette.config import Config

SECRET_KEY = "65021b421dda4347274ff83f450678380416004398cabe65f2ba0deabc288dcd"
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expect: SEC002
# fixed: SECRET_KEY = os.environ["SECRET_KEY"]
TUTORIAL_SECRET_KEY = "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"  # expect: SEC002/critical "`TUTORIAL_SECRET_KEY` is the key that FastAPI's tutorial shows"
JWT_SECRET: str = "M6Jy8c1rihtYlKNxHddmQA"  # expect: SEC002 "`JWT_SECRET` is a literal of 22 characters that looks like a generated secret" "have every deployment pass it on as a variable, and read that: `jwt_secret: SecretStr = Field(min_length=32)`"
api_key = b"emkvdajgwb2Mjpvwh09CDfgvqZkb6GjHbG81Rqwk"  # expect: SEC002
os.environ["SESSION_SECRET_KEY"] = "7prGmx94ZO68JUdUCWPsd7iEvtV+qPtJzkkn5Fo6"  # expect: SEC002
os.environ["AWS_SECRET_ACCESS_KEY"] = "7prGmx94ZO68JUdUCWPsd7iEvtV+qPtJzkkn5Fo6"
STRIPE_SECRET = os.getenv("STRIPE_SECRET", "tKCsXRpJG2Tr8hzUjEcPVJ2t")  # expect: SEC002
FALLBACK = os.environ.get("SESSION_SECRET") or "no"
SESSION_SECRET = os.environ.get("SESSION") or "tKCsXRpJG2Tr8hzUjEcPVJ2t"  # expect: SEC002
os.environ.setdefault("ADMIN_TOKEN", "tKCsXRpJG2Tr8hzUjEcPVJ2t")  # expect: SEC002
config = Config(".env")
HASH_SECRET = config("HASH_SECRET", default="tKCsXRpJG2Tr8hzUjEcPVJ2t")  # expect: SEC002
API_KEYS = ["tKCsXRpJG2Tr8hzUjEcPVJ2t", "M6Jy8c1rihtYlKNxHddmQA"]  # expect: SEC002, SEC002
clientSecret = "tKCsXRpJG2Tr8hzUjEcPVJ2t"  # expect: SEC002
signing_key = "tKCsXRpJG2Tr8hzUjEcPVJ2t".encode()  # expect: SEC002
DJANGO_SECRET_KEY = "k2z!v@9w(q5&x8m#r=7t^b4n-j6h+3gd1c*0fp_ys%5lq8vk!x"  # expect: SEC002
PROJECT_API_KEY = "phc_hgJkUVJFYtmaJqrvf6CYN67TIQ8yhXAkWzUn9AMU4yX"
TENANT_API_KEY = "3f2b8c1d-94e7-4a60-b5d2-7c8e9f01a2b3"  # expect: SEC002


class Settings(BaseSettings):
    secret_key: str = "tKCsXRpJG2Tr8hzUjEcPVJ2t"  # expect: SEC002
    # fixed: secret_key: str
    access_token: SecretStr = SecretStr("tKCsXRpJG2Tr8hzUjEcPVJ2t")  # expect: SEC002
    private_key: str = Field("tKCsXRpJG2Tr8hzUjEcPVJ2t", min_length=8)  # expect: SEC002
    encryption_key: str = pydantic.Field(default="tKCsXRpJG2Tr8hzUjEcPVJ2t")  # expect: SEC002
    db_password: str = "Kx7!vTq2mWz"  # expect: SEC002 "looks like a password"


class Client:
    def __init__(self, token: str = "tKCsXRpJG2Tr8hzUjEcPVJ2t") -> None:  # expect: SEC002
        self.api_secret = "tKCsXRpJG2Tr8hzUjEcPVJ2t"  # expect: SEC002
        self.token = token


# --- app/coins.py
COINS = {
    "AGIX": {"mint": "F9TgEJLLRUKDRF16HgjUCdJfJ5BK6ucyiW8uJxVPpump", "market_token": "F9TgEJLLRUKDRF16HgjUCdJfJ5BK6ucyiW8uJxVPpump"},
    "NONE": {"market_token": "A7bdiYdS5GjqGFtxf17ppRHtDKPkkRqbKtR27dxvQXaS"},  # expect: SEC002
}

# --- app/calls.py
import hmac

import jwt
import psycopg2
import requests
from cryptography.fernet import Fernet
from requests.auth import HTTPBasicAuth

connection = psycopg2.connect(host="db.acme.io", user="orders", password="Kx7!vTq2mWz")  # expect: SEC002
headers = {"api_key": "tKCsXRpJG2Tr8hzUjEcPVJ2t", "x-api-key": "M6Jy8c1rihtYlKNxHddmQA"}  # expect: SEC002, SEC002
requests.get("https://acme.io", auth=HTTPBasicAuth("orders", "Kx7!vTq2mWz"), timeout=3)  # expect: SEC002

requests.get("https://acme.io", auth=("orders", "Kx7!vTq2mWz"), timeout=3)  # missing: SEC002
ADMIN_PASSWORD = "correcthorsebattery"  # missing: SEC002


def sign(claims: dict, body: bytes) -> str:
    Fernet(b"cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=")  # expect: SEC002
    hmac.new(b"tKCsXRpJG2Tr8hzUjEcPVJ2t", body, "sha256")  # expect: SEC002
    return jwt.encode(claims, "tKCsXRpJG2Tr8hzUjEcPVJ2t", algorithm="HS256")  # expect: SEC002


def is_admin(token: str) -> bool:
    return token == "tKCsXRpJG2Tr8hzUjEcPVJ2t"  # expect: SEC002


# --- app/innocent.py
import os
import re
from enum import Enum

from fastapi.security import APIKeyHeader, OAuth2PasswordBearer
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings


class Token(BaseModel):
    access_token: str
    token_type: str = "bearer"


class TokenKind(str, Enum):
    ACCESS_TOKEN = "access"
    REFRESH_TOKEN = "refresh"
    LEGACY_TOKEN = "tKCsXRpJG2Tr8hzUjEcPVJ2t"


class Settings(BaseSettings):
    secret_key: str = "changethis"
    token_url: str = "/api/v1/login/access-token"
    api_key: str = ""
    db_password: str = "postgres"
    openai_api_key: str = Field(default="your-openai-api-key-0123456789")
    secret_name: str = "projects/acme-prod-4711/secrets/db-password/versions/3"
    jwt_secret: str = "${JWT_SECRET_2024}"
    auth_token: str = "{{ secret.AUTH_TOKEN_V2 }}"


oauth2 = OAuth2PasswordBearer(tokenUrl="/api/v1/login/access-token2")
header = APIKeyHeader(name="X-API-Key-2")
API_KEY_HEADER = "X-Acme-Api-Key-V2"
PASSWORD_RESET_KEY = "password-reset-v2:{user_id}"
CACHE_KEY = "tKCsXRpJG2Tr8hzUjEcPVJ2t"
PUBLIC_KEY = "tKCsXRpJG2Tr8hzUjEcPVJ2t"
SECRET_ID = "tKCsXRpJG2Tr8hzUjEcPVJ2t"
SITE_KEY_ID = "3f2b8c1d-94e7-4a60-b5d2-7c8e9f01a2b3"
NEXT_PAGE_TOKEN = "tKCsXRpJG2Tr8hzUjEcPVJ2t"
request = {"NextToken": "tKCsXRpJG2Tr8hzUjEcPVJ2t", "MaxTokens": "4096"}
ACCESS_TOKEN = "access_token_v2_2024"
SECRET_ENV = "ACME_SECRET_2024_KEY"
API_SECRET = "ACME_API_SECRET_ENVIRONMENT_VARIABLE_1"
TOKEN = "https://oauth2.googleapis.com/token2?alt=json"
TOKEN_URI = "https://oauth2.googleapis.com/token"
AUTH_TOKEN = "google.auth.credentials.v2.AnonymousCredentials"
PASSWORD = "password"
PASSWORD_REGEX = r"^(?=.*[A-Z])(?=.*\d)[A-Za-z\d!@#$%]{8,64}$"
password = re.compile(r"^(?=.*[A-Z])(?=.*\d)[A-Za-z\d!@#$%]{8,64}$")
NEW_PASSWORD = "Enter your new password (8-64 characters)!"
password_label = "Passwort2ändern!"
password_error = "Password1IsTooWeak!"
TOKEN_SECRET = "xxxxxxxxxxxxxxxxxxxxxxx1"
REDIS_PASSWORD = os.environ["REDIS_PASSWORD_2"]
GRANT = {"grant_type": "password", "token": "refresh_token_2", "password": "{password2}"}
EOS_TOKEN = "<|endoftext_12|>"
POSTHOG_API_KEY = "phc_tKCsXRpJG2Tr8hzUjEcPVJ2tM6Jy8c1rihtYlKNx"
revision = "3f2b8c1d94e74a60"
API_KEY_PREFIX = "tKCsXRpJG2Tr8hzUjEcPVJ2t"
translations = {"de": {"password": "Passwort", "api_key": "API-Schlüssel v2 eingeben"}}
schemas = {"AWS::ApiGateway::ApiKey": "48205d4ffd7feba3", "AWS::IAM::AccessKey": "62d91b17309e76c8"}
version_token = "3f2b8c1d-94e7-4a60-b5d2-7c8e9f01a2b3"
weak = {"username": "admin", "password": "P@55w0rd!"}
TOKEN_DIGEST = "65021b421dda4347274ff83f450678380416004398cabe65f2ba0deabc288dcd"
api_token = "01234567890123456789abcd"
token = "openid profile email offline_access2"
DJANGO_SECRET = "DJANGO_SECRET_7Kx9QzWv2Lp"


def authenticate(token: str, password: str) -> bool:
    return token == "bearer" or password == ""


# --- tests/test_login.py
PASSWORD = "Kx7!vTq2mWz"
SECRET_KEY = "65021b421dda4347274ff83f450678380416004398cabe65f2ba0deabc288dcd"
# --- app/policy.py
COMMON_PASSWORDS = ["admin@123", "password@123"]
# --- app/filled.py
ADMIN = {"password": "$2b$12$vhg69KJxWiGgetoLxGRvie3VxElPt45i4ELJiE/V2qOj30X3c3.7m"}  # expect: SEC002/warning
# --- scripts/try_login.py
BASE_URL = "http://localhost:8000"
ADMIN_PASSWORD = "Kx7!vTq2mWz"  # expect: SEC002/warning "looks like a password"
SECRET_KEY = "65021b421dda4347274ff83f450678380416004398cabe65f2ba0deabc288dcd"  # expect: SEC002/critical
# --- scripts/try_staging.py
BASE_URLS = ["http://localhost:8000", "https://api.simplybook.me"]
ADMIN_PASSWORD = "Kx7!vTq2mWz"  # expect: SEC002/review
# --- app/client.py
BASE_URL = "http://localhost:8000"
ADMIN_PASSWORD = "Kx7!vTq2mWz"  # expect: SEC002/review
# --- scripts/create_user.py
def create_test_user() -> None:
    create(password="Kx7!vTq2mWz")  # expect: SEC002/warning


def create_user() -> None:
    create(password="Kx7!vTq2mWz")  # expect: SEC002/review
