"""Fixtures: the application with its settings and its caller replaced."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

os.environ.setdefault("DATABASE_URL", "postgresql://localhost/orders_test")
os.environ.setdefault("SESSION_KEY", "only-for-tests")
os.environ.setdefault("WEBHOOK_SECRET", "only-for-tests")

from fastapi.testclient import TestClient  # noqa: E402 the settings above come first

from app.core.security import current_customer  # noqa: E402
from app.main import app  # noqa: E402
from app.models.customer import Customer  # noqa: E402


@pytest.fixture
def customer() -> Customer:
    """The caller of the tests."""
    return Customer(
        id=1,
        uid="u1",
        email="ada@example.com",
        name="Ada",
        role="customer",
        created_at=datetime(2026, 1, 2, tzinfo=UTC),
    )


@pytest.fixture
def client(customer: Customer) -> Iterator[TestClient]:
    """A client whose requests come from `customer`."""
    app.dependency_overrides[current_customer] = lambda: customer
    yield TestClient(app)
