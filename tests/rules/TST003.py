# project expect: TST003 "`tests.test_gone` ended with an error: ImportError: cannot import name"
# --- tests/test_orders.py
import pytest


def test_total() -> None:  # expect: TST003/critical "`test_total` failed: assert 2 == 3"
    assert 1 + 1 == 3


@pytest.mark.parametrize("amount", [1, 2])
def test_amount(amount) -> None:  # expect: TST003 "`test_amount[2]` failed"
    assert amount == 1


class TestList:
    def test_empty(self) -> None:  # expect: TST003 "ended with an error: fixture 'orders' not found"
        assert not []


def test_database() -> None:
    assert connect()


def test_skipped() -> None:
    assert False
# --- backend/tests/test_imports.py
import orders_v2  # expect: TST003 "`tests.test_imports` ended with an error: ModuleNotFoundError: No module"
# --- junit.xml
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE x [<!ENTITY a "b">]>
<testsuites><testsuite name="pytest" errors="3" failures="2" skipped="1" tests="7">
<testcase classname="tests.test_orders" name="test_total"><failure message="assert 2 == 3">trace</failure></testcase>
<testcase classname="tests.test_orders" name="test_amount[1]"/>
<testcase classname="tests.test_orders" name="test_amount[2]"><failure>
assert 2 == 1
more</failure></testcase>
<testcase classname="backend.tests.test_orders.TestList" name="test_empty"><error message="fixture 'orders' not found"/></testcase>
<testcase classname="tests.test_orders" name="test_database"><error message="failed on setup">psycopg2.OperationalError: connection to server failed: Connection refused</error></testcase>
<testcase classname="tests.test_orders" name="test_skipped"><skipped message="later"/></testcase>
<testcase classname="" name="tests.test_gone"><error message="collection failure">tests/test_gone.py:1: in &lt;module&gt;
E   ImportError: cannot import name</error></testcase>
<testcase classname="" name="tests.test_imports"><error message="collection failure">backend/tests/test_imports.py:1: in &lt;module&gt;
E   ModuleNotFoundError: No module named 'orders_v2'</error></testcase>
</testsuite></testsuites>
