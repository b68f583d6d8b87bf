# When a token was made, and when it ends, says nothing of who sent it.
# --- app/tokens.py
import jwt

KEY = load_key()


def expires_at(token: str) -> int:
    claims = jwt.decode(token, KEY, algorithms=["HS256"], options={"verify_aud": False})
    return int(claims["exp"])


def is_new(token: str, epoch: int) -> bool:
    claims = jwt.decode(token, KEY, algorithms=["HS256"], options={"verify_aud": False})
    made = claims.get("iat")
    return made is not None and made > epoch


def user_of(token: str) -> str:
    claims = jwt.decode(token, KEY, algorithms=["HS256"], options={"verify_aud": False})  # expect: SEC057/warning
    return claims["sub"] if claims["exp"] else ""


def decode_expired_token(token: str) -> dict[str, str]:
    return jwt.decode(token, KEY, algorithms=["HS256"], options={"verify_exp": False})  # expect: SEC057/warning
