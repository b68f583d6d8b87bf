import os
import re
import subprocess
from decimal import Decimal
from subprocess import check_output


def size_of(text, params, limits):
    found = re.search(r"(\d+)x(\d+)", text)
    try:
        params["width"] = int(found.group(1))
        params["height"] = int(found.group(2))
    except Exception:  # expect: LOG009/suggestion "throws" "`except ValueError:`; what a pattern"
        pass
    try:
        params["price"] = Decimal(str(limits["price"]).strip())
    except Exception:  # expect: LOG009/suggestion "throws" "`except (TypeError, ValueError, decimal.InvalidOperation, LookupError):`"
        pass
    try:
        params["depth"] = float(text)
    except:  # expect: LOG009/suggestion "throws" "Catch what a conversion raises: `except (TypeError, ValueError):`"
        return None
    try:
        params["depth"] = float(measure(text))
    except Exception:  # expect: LOG009/warning "throws" "and log the rest"
        pass


def revision(path):
    try:
        text = check_output(["git", "rev-parse", "HEAD"], cwd=path, env=os.environ)
    except Exception:  # expect: LOG009/warning "throws" "`except (FileNotFoundError, subprocess.CalledProcessError):`"
        return None
    try:
        subprocess.run(["gs", path], timeout=3)
    except Exception:  # expect: LOG009/suggestion "throws" "`except (FileNotFoundError, subprocess.TimeoutExpired):`"
        # the program need not be there
        return None
    return text.decode("utf-8").strip()
# --- app/kinds.py
from enum import Enum


class Kind(str, Enum):
    small = "small"


def kind_of(text: str) -> Kind | None:
    try:
        return Kind(text.strip())
    except Exception:  # expect: LOG009/suggestion "throws" "a conversion raises: `except ValueError:`."
        return None


def kind_named(text: str) -> Kind | None:
    try:
        return Kind[text]
    except Exception:  # expect: LOG009/suggestion "throws" "a conversion raises: `except KeyError:`."
        return None


def kind_in(row: dict) -> Kind | None:
    try:
        return Kind(row["kind"])
    except Exception:  # expect: LOG009/suggestion "throws" "`except (ValueError, LookupError):`"
        return None


def longest(names: list, message) -> None:
    try:
        names.append(message.text)
    except Exception:  # expect: LOG009 "throws" "longest failed"
        pass
