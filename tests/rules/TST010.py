# --- strict/pyproject.toml
[project]
name = "strict"
dependencies = ["fastapi"]

[project.optional-dependencies]
test = ["pytest", "pytest-asyncio>=0.23"]
# --- strict/tests/test_orders.py
import unittest
from unittest import mock

import pytest


async def test_lost(client) -> None:  # expect: TST010 "`test_lost` is `async def` and nothing says"
    assert client


@pytest.mark.parametrize("value", [1, 2])
async def test_parametrized(value) -> None:  # expect: TST010
    assert value


async def test_awaits(client) -> None:  # expect: TST010 "`test_awaits`" "asyncio_mode"
    assert await client.get("/orders")


class TestOrders:
    async def test_lost(self) -> None:  # expect: TST010
        assert self

    @pytest.mark.asyncio
    async def test_marked(self) -> None:
        assert self


class OrderCase(unittest.TestCase):
    async def test_never(self) -> None:  # expect: TST010 "`unittest.TestCase` never awaits"
        self.assertTrue(True)


class GoodCase(unittest.IsolatedAsyncioTestCase):
    async def test_runs(self) -> None:
        self.assertTrue(True)


@pytest.mark.anyio
class TestMarked:
    async def test_runs(self) -> None:
        assert self


@pytest.mark.asyncio
@mock.patch("app.main.x")
async def test_marked(thing) -> None:
    assert thing


def run(function):
    return function


@run
async def test_decorated() -> None:
    assert run


async def helper() -> None:
    pass


def test_sync() -> None:
    async def test_inner() -> None:
        pass

    assert test_inner
# --- strict/tests/test_script.py
import asyncio


async def test_detection() -> None:
    print("found")


async def test_case(client, case) -> None:
    print(client, case)


async def main() -> None:
    await test_case(None, "a")


if __name__ == "__main__":
    asyncio.run(test_detection())
    asyncio.run(main())
# --- strict/tests/test_module.py
import pytest

pytestmark = [pytest.mark.anyio]


async def test_runs() -> None:
    assert pytest
# --- auto/pyproject.toml
[project]
name = "auto"
dependencies = ["pytest", "pytest-asyncio"]

[tool.pytest.ini_options]
asyncio_mode = "auto"
# --- auto/tests/test_orders.py
async def test_runs() -> None:
    assert True
# --- ini/pytest.ini
[pytest]
asyncio_mode = auto
# --- ini/tests/test_orders.py
async def test_runs() -> None:
    assert True
# --- none/requirements.txt
pytest==8.3.4
fastapi
# --- none/tests/test_orders.py
async def test_lost() -> None:  # expect: TST010
    assert True
# --- hooks/conftest.py
def pytest_collection_modifyitems(items) -> None:
    for item in items:
        item.add_marker("anyio")
# --- hooks/test_orders.py
async def test_runs() -> None:
    assert True
