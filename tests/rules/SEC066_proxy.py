# Numbers that keep a connection together, and nonces that only have to be new.
# --- app/fetch.py
import random
import time


def proxy_for(url: str) -> str:
    session_id = f"shop-{time.time_ns()}"
    return sticky_proxy_url(session_id)


def login(user: str) -> str:
    session_id = f"{time.time_ns()}"  # expect: SEC066
    save(user, session_id)
    return session_id


def sign() -> dict[str, str]:
    nonce = "".join(str(random.randint(0, 9)) for _ in range(32))  # expect: SEC066/warning
    return {"oauth_nonce": nonce}
