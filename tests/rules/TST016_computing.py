# A second for what takes microseconds stops what hangs, and no machine is too busy for it.
# --- shop/__init__.py
# --- shop/texts.py
import re
import time

from stores import RedisClient
from wtforms import ValidationError

WORDS = re.compile(r"\w+")


def cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text.strip()
    return cut_at_word(text[:most])


def cut_at_word(text: str) -> str:
    return " ".join(WORDS.findall(text)[:-1])


def cut_later(text: str) -> str:
    time.sleep(0.5)
    return cut(text, 10)


class Title:
    def __init__(self, text: str) -> None:
        self.text = cut(text, 20)


def checked(text: str) -> str:
    if not text:
        raise ValidationError("empty")
    return cut(text, 20)


def stored(text: str) -> str:
    return RedisClient("cache").put(text)
# --- tests/test_texts.py
import time

from shop.texts import Title, checked, cut, cut_later, stored


def test_long_text():
    text = "a" * 100_000
    start = time.perf_counter()
    for _ in range(10):
        assert cut(text, 50)
    elapsed = time.perf_counter() - start
    assert elapsed < 1.0


def test_titles():
    for text in ["a" * 1000, "b" * 1000]:
        start = time.time()
        try:
            Title(text)
        except ValueError:
            pass
        assert time.time() - start < 2


def test_checked():
    start = time.time()
    checked("a" * 1000)
    assert time.time() - start < 1


def test_stored():
    start = time.time()
    stored("a" * 1000)
    assert time.time() - start < 1  # expect: TST016 "busy"


def test_tight():
    start = time.perf_counter()
    cut("a" * 100_000, 50)
    elapsed = time.perf_counter() - start
    assert elapsed < 0.01  # expect: TST016 "busy" "here assert on the result, or on what was called"


def test_pause():
    start = time.perf_counter()
    cut_later("a" * 100_000)
    elapsed = time.perf_counter() - start
    assert elapsed < 1.0  # expect: TST016 "busy"


def test_client(client):
    start = time.perf_counter()
    client.get("/")
    elapsed = time.perf_counter() - start
    assert elapsed < 1.0  # expect: TST016 "busy"
