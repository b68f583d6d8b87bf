# Where pytest is at home, a file's own runner reads answers that asserts no longer give.
# --- requirements.txt
fastapi==0.115.6
pytest==8.3.4
# --- tests/conftest.py
import pytest


@pytest.fixture
def client() -> None:
    return None
# --- tests/test_providers.py
import sys


def test_provider():  # expect: TST009 "catches what is raised" "by an `assert` or without the `except`: pytest does not look at what a test returns. What calls it in this file and reads the answer then gets `None`"
    try:
        print(open("provider.json").read())
        return True
    except Exception as error:
        print(error)
        return False


def test_alone():  # expect: TST009 "catches what is raised" "Let it fail where it returns `False` now, by an `assert` or without the `except`: pytest does not look at what a test returns."
    try:
        print(open("provider.json").read())
        return True
    except Exception as error:
        print(error)
        return False


def main() -> bool:
    return all([test_provider()])


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
