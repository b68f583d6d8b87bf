# --- app/tokens.py
import hashlib
import random
import secrets
import string
import time
import uuid
from random import randint as rnd
from uuid import uuid1, uuid4

import numpy as np

ALPHABET = string.ascii_letters + string.digits


def create_reset_token() -> str:
    return "".join(random.choice(ALPHABET) for _ in range(32))  # expect: SEC066 "`create_reset_token`"
    # fixed: return "".join(secrets.choice(ALPHABET) for _ in range(32))


def login(user: dict, api_keys: list[str], api: object) -> None:
    otp = rnd(100000, 999999)  # expect: SEC066 "`otp` is made with `random.randint`"
    session_id = str(uuid1())  # expect: SEC066
    user["password"] = "".join(random.choices(string.ascii_letters, k=12))  # expect: SEC066
    token = hashlib.sha256(str(random.random()).encode()).hexdigest()  # expect: SEC066
    token = hashlib.md5(str(time.time()).encode()).hexdigest()  # expect: SEC066
    payload = {"nonce": random.getrandbits(64)}  # expect: SEC066
    api.send(csrf_token=str(np.random.randint(0, 10**9)))  # expect: SEC066
    api.secret_key = "%d" % random.randint(1, 9)  # expect: SEC066
    print(otp, session_id, token, payload)


def generate_otp(length: int) -> str:
    code = ""
    for _ in range(length):
        code += str(random.randint(0, 9))  # expect: SEC066
    return code


def fine(api_keys: list[str], words: list[str]) -> None:
    token_count = random.randint(1, 10)
    api_key = random.choice(api_keys)
    delay = random.uniform(0, 1)
    sample = random.sample(words, 3)
    token = secrets.token_urlsafe(32)
    session_id = str(uuid4())
    otp = random.SystemRandom().randint(0, 9)
    otp = secrets.randbelow(10**6)
    token_expires = time.time() + 3600
    user_session_id = time.time() - 5
    print(user_session_id)
    token = f"{uuid.uuid4()}-{time.time()}"
    password_hint = random.choice(words)
    max_tokens = random.randint(1, 100)
    print(token_count, api_key, delay, sample, token, session_id, otp, token_expires, password_hint)
    print(max_tokens)
# --- tests/test_tokens.py
import random


def test_token() -> None:
    token = random.randint(1, 2)
    print(token)
# --- app/jitter.py
import asyncio
import random


async def forgot_password() -> None:
    await asyncio.sleep(random.uniform(0.3, 0.6))
# --- app/csrf.py
import hashlib
import hmac
import time


def generate_csrf_token(key: bytes) -> str:
    stamp = str(int(time.time()))
    return stamp + ":" + hmac.new(key, stamp.encode(), hashlib.sha256).hexdigest()
