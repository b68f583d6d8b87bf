# Whoever tells the own linter to let it pass (B904) has decided.
# --- api/pyproject.toml
[tool.ruff.lint]
select = ["B", "E"]
ignore = ["B904"]
# --- api/orders.py
def of_api(orders):
    try:
        return orders[1]
    except KeyError as error:
        raise LookupError("no such order")


# --- worker/.flake8
[flake8]
extend-ignore = E203,B904
# --- worker/jobs.py
def of_worker(jobs):
    try:
        return jobs[1]
    except KeyError as error:
        raise LookupError("no such job")


# --- tools/pyproject.toml
[tool.ruff.lint]
ignore = ["B905"]
# --- tools/load.py
def of_tools(rows):
    try:
        return rows[1]
    except KeyError as error:
        raise LookupError("no such row")  # expect: COD012
