# --- app/security.py
import base64
import hashlib

import bcrypt
from passlib.context import CryptContext

from app.settings import settings


def hash_md5(password: str) -> str:
    return hashlib.md5(password.encode("utf-8")).hexdigest()  # expect: SEC062/critical "`hashlib.md5` is no hash for `password`"


def hash_salted(user, salt: bytes) -> bytes:
    return hashlib.sha512(salt + user.password.encode()).digest()  # expect: SEC062


def encrypt(password: str) -> bytes:
    return base64.b64encode(password.encode())  # expect: SEC062 "only writes `password` differently"


def cheap(password: str) -> bytes:
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds=4))  # expect: SEC062/critical "4 rounds"


def few(password: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 1000)  # expect: SEC062/review


context = CryptContext(schemes=["plaintext"])  # expect: SEC062/critical
mixed = CryptContext(schemes=["bcrypt", "hex_md5"], deprecated="auto")  # expect: SEC062/review "accepted"


def login(user, password: str) -> bool:
    return user.password == password  # expect: SEC062/review "`user.password` is compared"


def login_form(record, form) -> bool:
    if record.password != form.password:  # expect: SEC062/review
        return False
    return True


# Fine.
good = CryptContext(schemes=["argon2", "bcrypt"])


def shortened(password: str) -> bytes:
    digest = hashlib.sha256(password.encode()).digest()
    return bcrypt.hashpw(base64.b64encode(digest), bcrypt.gensalt())


def is_leaked(password: str) -> bool:
    digest = hashlib.sha1(password.encode()).hexdigest()
    return digest[5:] in leaked(digest[:5])


def cache_key(password: str) -> str:
    return hashlib.md5(password.encode(), usedforsecurity=False).hexdigest()


def header(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def wallet_key(secret: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", secret.encode(), b"wallet", 2048, 32).hex()


def enough(password: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000)


def form_is_valid(form, password: str, confirm_password: str) -> bool:
    return (
        password == confirm_password
        and form.password == form.password_repeat
        and form.new_password != form.password
        and settings.password == password
    )


def etag(content: bytes, password_hint: str) -> str:
    return hashlib.sha256(content + password_hint.encode()).hexdigest()


def rotate(stored, given) -> bool:
    return stored.password == given.password


def authenticate(session, password: str) -> object:
    return session.query(User).filter(User.password == password)


def client_for(password: str) -> str:
    cache_key = hashlib.sha256(password.encode()).hexdigest()
    return cache_key
