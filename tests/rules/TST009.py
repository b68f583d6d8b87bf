# --- tests/helpers.py
def require_order(order) -> None:
    inner(order)


def inner(order) -> None:
    assert order


def make_order() -> int:
    return 1
# --- tests/test_orders.py
import unittest
from unittest import mock

import pytest

from tests import helpers
from tests.helpers import make_domain, make_order, require_order


def test_nothing(client) -> None:
#   ^^^^^^^^^^^^ expect: TST009 "`test_nothing` checks nothing"
    client.post("/orders", json={})


async def test_async(client) -> None:  # expect: TST009
    response = await client.post("/orders", json={})
    print(response.status_code == 201)


def test_empty() -> None:  # expect: TST009
    pass


def test_makes() -> None:  # expect: TST009
    make_order()


class TestOrders:
    def test_nothing(self, client) -> None:  # expect: TST009
        client.get("/orders")

    def helper(self, client) -> None:
        client.get("/orders")

    def test_asserts(self, client) -> None:
        assert client.get("/orders")


class OrderTestCase(unittest.TestCase):
    def test_equal(self) -> None:
        self.assertEqual(1, 1)

    def test_nothing(self) -> None:  # expect: TST009
        make_order()


class Client:
    def test_connection(self) -> None:
        make_order()


def test_asserts(client) -> None:
    assert client.get("/orders").status_code == 200


def test_raises(client) -> None:
    with pytest.raises(ValueError):
        client.get("/orders")


def test_mock() -> None:
    thing = mock.Mock()
    thing(1)
    thing.assert_called_once_with(1)


def test_helper() -> None:
    require_order(1)


def test_module_helper() -> None:
    helpers.inner(1)


def test_status(client) -> None:
    client.get("/orders").raise_for_status()


@pytest.mark.smoke
def test_runs(client) -> None:
    client.get("/orders")


def test_smoke(client) -> None:
    client.get("/orders")


@pytest.mark.skip(reason="later")
def test_skipped(client) -> None:
    client.get("/orders")


def test_speed(benchmark) -> None:
    benchmark(make_order)


def test_delete_missing_is_noop(client) -> None:
    client.delete("/orders/1")


def test_broken_store(client) -> None:
    client.get("/orders")  # should not raise


def test_other_task(client) -> None:
    client.get("/orders")
    # Should not raise


def test_settings() -> None:
    """Make sure that they can be made."""
    make_order()


def test_domain_is_listed() -> None:
    make_domain("example.com")


def test_domain_is_strange() -> None:
    with pytest.raises(ValueError):
        make_domain("example.org")


@pytest.fixture
def test_client():
    yield 1


def test_nested(client) -> None:
    def test_inner() -> None:
        pass

    assert client


def test_later() -> None:  # expect: TST009 "is empty" "Write it"
    """Orders are listed."""
    pass


def test_connection() -> None:  # expect: TST009 "whatever happens" "Take the `except` out"
    try:
        make_order()
        print("connected")
    except Exception as error:
        print(error)


def test_answer(client) -> bool:  # expect: TST009 "unless something raises" "Assert what it returns"
    if client.get("/orders").status_code == 200:
        return True
    return False


def test_ping_round_trip(store) -> None:
    store.ping()


def test_mapping(store) -> None:  # expect: TST009
    store.register_mapping()


@app.post("/test")
def test_mail(body) -> dict:
    return {"sent": body}


def test_endpoint(path, token) -> None:
    print(make_order(path, token))


def main() -> None:
    test_endpoint("/orders", "t")


class TestLoad:
    def test_path(self, path, count=1) -> None:
        make_order(path, count)

    def test_all(self) -> None:
        self.test_path("/orders")
        assert self


def test_metrics(service) -> None:
    """It should swallow errors of the client."""
    service.update()


def test_step(ctx) -> None:
    print(make_order(ctx))


STEPS = [test_step]


async def test_loop_ends(service) -> None:
    await asyncio.wait_for(service.stop(), timeout=1)


def test_lifecycle(service) -> None:  # expect: TST009 "whatever happens"
    folder = "/tmp/orders"
    try:
        service.start(folder)
        service.stop()
        service.start(folder)
    except Exception as error:
        print(error)
    print("done")


class TestChain:
    def test_first(self) -> None:  # expect: TST009
        make_order()

    def test_second(self) -> None:
        self.test_first()
        assert self


class ApiTester:
    def test_orders(self) -> None:
        make_order()


def test_form() -> None:
    # Check that it is still a valid form
    make_order()
# --- tests/conftest.py
def test_settings() -> None:
    pass
# --- tests/test_names.py
import uuid


def test_names_are_fresh(store) -> None:
    name = store.make_name()
    uuid.UUID(name)  # raises where it is none


def test_makes_names(store) -> None:  # expect: TST009
    store.make_name()
# --- .github/skills/crawl/tests/test_patterns.py
def test_proxies() -> None:
    print("proxies")
# --- tests/test_surface.py
def test_exports() -> None:
    """What the shop takes from its library is there."""
    from library import Order, Payment


def test_order() -> None:  # expect: TST009
    from library import Order

    Order()
