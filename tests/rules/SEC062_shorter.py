# --- app/passwords.py
import hashlib

from passlib.context import CryptContext

context = CryptContext(schemes=["bcrypt"])


def _at_most_72_bytes(password: str) -> str:
    if len(password.encode()) <= 72:
        return password
    return hashlib.sha256(password.encode()).hexdigest()


def hash_password(password: str) -> str:
    return context.hash(_at_most_72_bytes(password))


def hash_quickly(password: str) -> str:
    return hashlib.sha256(password.encode()).hexdigest()  # expect: SEC062


def cipher_of(passphrase: str) -> bytes:
    key = hashlib.sha256(passphrase.encode()).digest()  # expect: SEC062 "is no hash" "Derive the key slowly"
    return key
