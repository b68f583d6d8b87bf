# --- backend/app/orders.py
def total(amounts: list[int]) -> str:
    return sum(amounts)
#   ^^^^^^^^^^^^^^^^^^^ expect: TYP009/critical "mypy has 2 errors in this file, the first: Incompatible return value type"


def average(amounts: list[int]) -> str:
    return total(amounts) / 2
# --- backend/app/clean.py
def one() -> int:
    return 1
# --- backend/tests/test_orders.py
def test_total() -> None:
    assert total([1]) == 1  # expect: TYP009 "is not defined [name-defined]"
# --- backend/pyproject.toml
[tool.mypy]
strict = true
# --- backend/mypy.txt
app/orders.py:6:12: error: Unsupported operand types for / ("str" and "int")  [operator]
app/orders.py:2: error: Incompatible return value type (got "int", expected "str")  [return-value]
app/orders.py:2: note: See the documentation
/usr/lib/python3/site-packages/other.py:3: error: Elsewhere  [misc]
app/clean.py:1: error: Cannot find implementation or library stub for module named "fastapi"  [import-not-found]
tests/test_orders.py:2: error: Name "total" is not defined  [name-defined]
Found 4 errors in 3 files (checked 12 source files)
