# --- tests/test_quotes.py
import random
import time
from unittest.mock import Mock


def test_edit(client) -> None:
    text = "changed " + str(random.randint(0, 1000))
    client.put("/quotes/1", json={"text": text})
    assert client.get("/quotes/1").json()["text"] == text


def test_sum(add) -> None:
    first = random.randint(0, 1000)  # expect: TST016
    assert add(first, 1) == first + 1


def test_slow_answer_of_a_lambda(agent) -> None:
    agent.ask = Mock(side_effect=lambda question: time.sleep(0.5))
    assert agent.answer("x", timeout=0.01) is None


async def test_calls_run_concurrently(agent) -> None:
    start = time.perf_counter()
    await agent.ask_all(["a", "b", "c", "d", "e"])
    assert time.perf_counter() - start < 0.8


async def test_calls_run_in_parallel(agent) -> None:
    start = time.perf_counter()
    await agent.ask_all(["a", "b"])
    assert time.perf_counter() - start < 0.15  # expect: TST016 "busy" "Count how many are at work at once"


async def test_calls_are_not_sequential(agent) -> None:
    delay, count = 0.2, 5
    start = time.perf_counter()
    await agent.ask_all(["a"] * count, delay)
    assert time.perf_counter() - start < delay * count
