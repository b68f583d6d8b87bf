# --- app/main.py
from fastapi import FastAPI

app = FastAPI()


def get_db() -> None: ...


def create_app() -> FastAPI:
    return FastAPI()
# --- tests/leaks/test_orders.py
import pytest

from app import main
from app.main import app, create_app, get_db

app.dependency_overrides[get_db] = lambda: 0


def test_orders(client) -> None:
    app.dependency_overrides[get_db] = lambda: 1  # expect: TST012 "The override that `test_orders` sets"
    assert client


async def test_async(client) -> None:
    main.app.dependency_overrides[main.get_db] = lambda: 1  # expect: TST012
    assert client


@pytest.fixture
def client():
    app.dependency_overrides[get_db] = lambda: 1  # expect: TST012
    yield app


@pytest.fixture(scope="session")
def everywhere():
    app.dependency_overrides[get_db] = lambda: 1
    yield app


class TestOrders:
    def test_it(self) -> None:
        app.dependency_overrides[get_db] = lambda: 1  # expect: TST012
        assert app


def test_own() -> None:
    own = create_app()
    own.dependency_overrides[get_db] = lambda: 1
    assert own


def test_handed_in(app) -> None:
    app.dependency_overrides[get_db] = lambda: 1
    assert app


def test_patched(monkeypatch) -> None:
    monkeypatch.setitem(app.dependency_overrides, get_db, lambda: 1)
    assert app


def test_cleans_up() -> None:
    app.dependency_overrides[get_db] = lambda: 1
    try:
        assert app
    finally:
        app.dependency_overrides.pop(get_db, None)


def test_deletes() -> None:
    app.dependency_overrides[get_db] = lambda: 1
    assert app
    del app.dependency_overrides[get_db]


def test_with_fixture(good_client) -> None:
    app.dependency_overrides[get_db] = lambda: 2
    assert good_client


@pytest.fixture
def good_client():
    before = dict(app.dependency_overrides)
    app.dependency_overrides[get_db] = lambda: 1
    yield app
    app.dependency_overrides = before
# --- tests/clean/conftest.py
import pytest

from app.main import app


@pytest.fixture(autouse=True)
def no_overrides():
    yield
    app.dependency_overrides.clear()
# --- tests/clean/unit/test_orders.py
from app.main import app, get_db


def test_orders() -> None:
    app.dependency_overrides[get_db] = lambda: 1
    assert app
# --- tests/unittests/test_orders.py
import unittest

from app.main import app, get_db


class OrderTest(unittest.TestCase):
    def setUp(self) -> None:
        app.dependency_overrides[get_db] = lambda: 1

    def tearDown(self) -> None:
        app.dependency_overrides = {}
# --- tests/classes/test_orders.py
from app.main import app, get_db


class TestOrders:
    @classmethod
    def setup_class(cls) -> None:
        app.dependency_overrides[get_db] = lambda: 1

    @classmethod
    def teardown_class(cls) -> None:
        app.dependency_overrides = {}

    def test_it(self) -> None:
        app.dependency_overrides[get_db] = lambda: 2
        assert app
# --- tests/around/conftest.py
import pytest

from app.main import app as main_app
from app.main import get_db


@pytest.fixture
def app():
    main_app.dependency_overrides[get_db] = lambda: 1
    return main_app


@pytest.fixture
def client(app):
    yield app
    app.dependency_overrides = {}


@pytest.fixture
def other():
    main_app.dependency_overrides[get_db] = lambda: 1  # expect: TST012 "`other` sets" "instead of return, and take it back behind: `main_app"
    return main_app
# --- tests/left/database.py
import pytest

from app.main import app, get_db


@pytest.fixture
def client():
    app.dependency_overrides[get_db] = lambda: 1
    yield app
# --- tests/handed/conftest.py
import pytest

from app.main import app, get_db


@pytest.fixture
def client():
    saved = dict(app.dependency_overrides)
    yield app
    app.dependency_overrides = saved


@pytest.fixture
def act_as():
    def _act(user: int) -> None:
        app.dependency_overrides[get_db] = lambda: user

    return _act
# --- tests/together/test_products.py
import pytest

from app.main import app, get_db, get_user


@pytest.fixture
def db():
    app.dependency_overrides[get_db] = lambda: 1
    yield 1
    app.dependency_overrides = {}


@pytest.fixture
def user():
    app.dependency_overrides[get_user] = lambda: "anna"


@pytest.fixture
def lonely():
    app.dependency_overrides[get_user] = lambda: "anna"  # expect: TST012 "`lonely` sets"


@pytest.mark.usefixtures("db", "user")
def test_by_mark():
    assert app


def test_by_parameter(user, db, lonely):
    assert app


def test_alone(lonely):
    assert app
