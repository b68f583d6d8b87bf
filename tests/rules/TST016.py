import asyncio
import random
import string
import time
from datetime import date, datetime


def test_sleeps(client):
    client.post("/jobs")
    time.sleep(2)  # expect: TST016/suggestion "sleeps 2 s"
    time.sleep(0.001)
    assert client.get("/jobs/1")


def test_lapses(cache):
    cache.set("a", b"x", ex=1)
    time.sleep(1.5)
    assert cache.get("a") is None
    cache.expire("b", 1)


def test_lapses_by_patch(cache, monkeypatch):
    monkeypatch.setattr(cache, "LOCK_TTL", 0.1)
    time.sleep(0.3)
    assert cache.get("a") is None


def test_lasts_longer(cache):
    cache.set("a", b"x", expiration_days=30)
    time.sleep(1.5)  # expect: TST016 "sleeps 1.5 s"
    assert cache.get("a")


def test_lapses_later(cache):
    time.sleep(1.5)  # expect: TST016 "sleeps 1.5 s before it has begun anything"
    cache.set("a", b"x", ex=1)


def test_order(client):
    first = client.create(name="a")
    time.sleep(0.1)
    client.create(name="b")
    assert client.list()[-1] == first


def test_order_by_comment(client):
    client.post("/orders")
    # timestamps have to differ
    time.sleep(0.1)
    client.put("/orders/1")
    assert client.get("/orders")


def test_fifo(queue):
    queue.rpush("a")
    assert queue
    time.sleep(0.01)
    queue.rpush("b")
    assert queue.pop() == "a"


def test_stays_quiet(client, seen):
    with client:
        client.post("/jobs")
        time.sleep(0.1)
        assert seen == []


def test_is_not_called(client, job):
    client.post("/jobs")
    time.sleep(0.1)
    job.assert_not_called()


async def test_given_away(client):
    task = asyncio.create_task(asyncio.sleep(60))
    assert client.cancel(task)


def test_name(client):
    token = "".join(random.choice(string.ascii_lowercase + string.digits) for _ in range(10))
    assert client.get(f"/orders/{token}").status_code == 404


def test_asked_twice(client):
    assert not client.get("/jobs/1")
    time.sleep(0.2)  # expect: TST016 "sleeps 0.2 s"
    assert client.get("/jobs/1")


async def test_sleeps_too(client):
    await asyncio.sleep(0.5)  # expect: TST016 "sleeps 0.5 s"
    await asyncio.sleep(0)
    assert client


def test_pauses(client):
    answer = client.post("/jobs")
    assert answer.ok
    print(f"took {answer}")
    time.sleep(1)


def test_pauses_before_words(client):
    assert client.post("/jobs")
    time.sleep(1)
    print("done")


def test_stops_afterwards(client):
    with client:
        client.post("/jobs")
        time.sleep(1)  # expect: TST016 "sleeps 1 s"


def test_waits_for_nothing(client, monkeypatch):
    monkeypatch.setattr(client, "orders", lambda *_: [client.order(1)])
    monkeypatch.setenv("SHOP", "1")
    time.sleep(0.05)  # expect: TST016 "sleeps 0.05 s before it has begun anything that it could wait for" "Leave the pause out"
    assert client.get("/orders")


def test_waits_for_what_a_patch_begins(client, monkeypatch):
    monkeypatch.setattr(client, "queue", client.start())
    time.sleep(0.05)  # expect: TST016 "takes what it waits for to be done then"
    assert client.get("/orders")


def test_waits_for_another_service(client):
    # the node is slow with these
    time.sleep(3)  # expect: TST016 "takes what it waits for to be done then"
    assert client.get("/channels")


def test_waits_within_block(client):
    with client:
        time.sleep(0.05)  # expect: TST016 "takes what it waits for to be done then"
        assert client.get("/orders")


def test_polls(client):
    while not client.get("/jobs/1"):
        time.sleep(1)


def test_slow_handler(client):
    async def slow():
        await asyncio.sleep(3)

    assert client.call(slow)


def wait():
    time.sleep(1)


def test_random():
    assert random.randint(1, 3) < 4  # expect: TST016 "other values in each run"


def test_duration(client):
    begin = time.perf_counter()
    client.get("/")
    assert time.perf_counter() - begin < 0.5  # expect: TST016 "may fail on a machine that is busy"
    took = time.time() - begin
    assert took <= 1  # expect: TST016
    assert took >= 0.1


def test_now(client):
    assert client.get("/").day == date.today()  # expect: TST016 "compares with the clock"
    assert client.get("/").time <= datetime.now()
    today = date.today()
    assert client.get("/", params={"day": today}).ok


def test_stays_off(watchdog, exits):
    watchdog.start()
    time.sleep(1.0)
    watchdog.stop()
    watchdog.join(timeout=5)
    exits.assert_not_called()


async def test_logs_nothing(job, caplog):
    await job()
    await asyncio.sleep(0.1)
    records = [one for one in caplog.record_tuples if one[0] == "jobs"]
    assert len(records) == 0


async def test_is_demoted(election):
    election.start()
    await asyncio.sleep(0.3)  # expect: TST016 "sleeps 0.3 s"
    election.stop()
    assert not election.leads


async def test_backs_off(service, attempts):
    task = asyncio.create_task(service.retry())
    await asyncio.sleep(0.25)
    task.cancel()
    assert len(attempts) < 20


async def test_comes_once(job, seen):
    await job()
    assert seen == ["a"]
    await asyncio.sleep(0.1)
    assert seen == ["a"]


async def test_task_begins(bus, handler):
    consumer = asyncio.create_task(bus.consume())
    await asyncio.sleep(0.02)
    await handler("a")
    await consumer
    assert bus.seen


async def test_turn(bus):
    task = asyncio.create_task(bus.close())
    await asyncio.sleep(0.01)
    assert task.done()


async def test_task_is_cut_off(bus):
    consumer = asyncio.create_task(bus.consume())
    await asyncio.sleep(0.02)  # expect: TST016 "sleeps 0.02 s"
    consumer.cancel()
    assert bus.seen


async def test_task_goes_on(bus):
    payment = asyncio.create_task(bus.pay())
    await asyncio.sleep(0.5)  # expect: TST016 "sleeps 0.5 s"
    assert bus.pending
    await payment


async def test_no_third(job, capsys):
    out = await job.until(2)
    await asyncio.sleep(0.03)
    out += capsys.readouterr().out
    assert out == "hello" * 2


def test_is_changed(client):
    client.post("/orders")
    # timestamps have to differ

    import os

    time.sleep(0.1)
    client.put("/orders/1")
    assert client.get("/orders") and os


def test_is_measured(timing):
    with timing.track_phase("load") as phase:
        time.sleep(0.05)
    assert phase.seconds > 0


def test_breaker(breaker):
    breaker.trip()
    # Wait for the recovery timeout
    time.sleep(1.1)
    assert breaker.call() == "done"


def test_lag(monitor):
    monitor.start()
    time.sleep(0.01)
    assert monitor.lag() >= 0


def test_rate_limiting(client):
    assert client.post("/orders").status_code == 201
    time.sleep(5)
    assert client.post("/orders").status_code == 201


def test_unique_values(client):
    project_id = random.randint(100000, 999999)
    email = f"user{random.randint(1, 9999)}@example.com"
    assert client.create(id=project_id, email=email, port=random.randint(1024, 9999))
    assert client.price(random.randint(1, 9)) > 0  # expect: TST016 "other values in each run"


def test_given_moment(flags):
    assert flags.evaluate("a", datetime.now()) == (False, "none")
    assert flags.day() == str(date.today())  # expect: TST016 "compares with" "before and after"
# --- tests/test_frozen.py
import random
from datetime import datetime

from freezegun import freeze_time

random.seed(7)


@freeze_time("2026-01-01")
def test_now(client):
    assert client.get("/").time == datetime.now()
    assert random.choice([1, 2])
# --- tests/test_mocked.py
import time


def test_retries(monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    time.sleep(5)
# --- app/jobs.py
import time


def test_connection():
    time.sleep(5)
# --- tests/test_hanging.py
import time


def test_ends(client):
    begin = time.monotonic()
    client.get("/")
    elapsed = time.monotonic() - begin
    assert elapsed <= 60
    assert elapsed < 5
    assert elapsed < 2.0  # expect: TST016 "busy"
# --- tests/helpers/traces.py
import random


async def test_spans(tracer):
    tracer.wait(random.uniform(0.1, 0.5))
