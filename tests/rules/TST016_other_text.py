# --- tests/test_quotes.py
import random


def test_edit(client) -> None:
    text = "changed " + str(random.randint(0, 1000))
    client.put("/quotes/1", json={"text": text})
    assert client.get("/quotes/1").json()["text"] == text


def test_sum(add) -> None:
    first = random.randint(0, 1000)  # expect: TST016
    assert add(first, 1) == first + 1
