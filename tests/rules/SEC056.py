# --- app/security.py
import jwt
from jose import jwt as jose_jwt
from jose.jwt import get_unverified_claims
from jwt import PyJWT, decode

from app.config import settings

ALGORITHMS = ["RS256"]
UNSAFE = {"verify_signature": False}


def unverified(token: str) -> str:
    return jwt.decode(token, options={"verify_signature": False})["sub"]  # expect: SEC056 "`jwt.decode` reads the token's claims without verifying"


def unverified_more(token: str) -> str:
    claims = decode(token, settings.key, ["HS256"], options=UNSAFE)  # expect: SEC056
    claims |= PyJWT().decode(token, options=dict(verify_signature=False))  # expect: SEC056
    claims |= jose_jwt.decode(token, settings.key, algorithms=ALGORITHMS, options={"verify_signature": False})  # expect: SEC056
    claims |= get_unverified_claims(token)  # expect: SEC056
    claims |= jose_jwt.get_unverified_claims(token)  # expect: SEC056
    return claims["sub"]


def any_algorithm(token: str) -> dict:
    return jose_jwt.decode(token, settings.key)  # expect: SEC056 "without `algorithms` accepts whatever algorithm"


def own_algorithm(token: str) -> dict:
    header = jwt.get_unverified_header(token)
    return jwt.decode(token, settings.key, algorithms=[header["alg"]])  # expect: SEC056 "own header chooses"


def own_algorithm_get(token: str) -> dict:
    alg = jwt.get_unverified_header(token).get("alg")
    return jwt.decode(token, settings.key, algorithms=[alg])  # missing: SEC056


def own_algorithm_direct(token: str) -> dict:
    return jwt.decode(token, settings.key, algorithms=[jwt.get_unverified_header(token)["alg"]])  # expect: SEC056


def none_algorithm(token: str) -> dict:
    return jwt.decode(token, settings.key, algorithms=["none", "HS256"])  # expect: SEC056 "tokens without a signature"


def verified(token: str) -> dict:
    return jwt.decode(token, settings.key, algorithms=ALGORITHMS)


def by_key_id(token: str) -> dict:
    key = settings.keys[jwt.get_unverified_header(token)["kid"]]
    return jwt.decode(token, key, algorithms=["RS256"], options={"verify_aud": False})


def by_tenant(token: str) -> dict:
    tenant = jwt.decode(token, options={"verify_signature": False})["tenant"]
    return jwt.decode(token, settings.keys[tenant], algorithms=["RS256"])


def expiry(token: str) -> int:
    seconds = jwt.decode(token, options={"verify_signature": False})["exp"]
    return seconds or jwt.decode(token, options={"verify_signature": False}).get("exp")


def refused_by_pyjwt(token: str) -> dict:
    return jwt.decode(token, settings.key)


def ignored(token: str) -> dict:
    return jwt.decode(token, settings.key, algorithms=["HS256"], verify=False)


def options_from_elsewhere(token: str) -> dict:
    return jwt.decode(token, settings.key, algorithms=settings.algorithms, options=settings.options)


def spread(token: str) -> dict:
    return jose_jwt.decode(token, settings.key, **settings.jwt_options)
# --- old/requirements.txt
PyJWT==1.7.1
# --- old/security.py
import jwt


def claims(token: str) -> dict:
    return jwt.decode(token, verify=False)  # expect: SEC056
# --- pyproject.toml
[project]
name = "shop"
dependencies = ["PyJWT>=2.8", "python-jose"]

# --- app/sso.py
import httpx
import jwt


def role_of(id_token: str) -> str:
    return jwt.decode(id_token, options={"verify_signature": False})["role"]  # expect: SEC056/warning "without verifying"


def get_unverified_claims(token: str) -> dict:
    return jwt.decode(token, options={"verify_signature": False})  # expect: SEC056/warning

# --- app/exchange.py
import httpx
import jwt


def exchange(token: str) -> str:
    answer = httpx.get("https://idp/userinfo", headers={"Authorization": f"Bearer {token}"}, timeout=5)
    answer.raise_for_status()
    claims = jwt.decode(token, options={"verify_signature": False})  # expect: SEC056/review
    return claims["role"]


def user_of(token: str) -> str:
    """Tell who it is; the token is not verified."""
    return jwt.decode(token, options={"verify_signature": False})["sub"]  # expect: SEC056/warning
# --- app/unsigned.py
import jwt


def sign(claims: dict, key: str) -> str:
    jwt.encode(claims, key, algorithm="HS256")
    return jwt.encode(claims, None, algorithm="none")  # expect: SEC056
