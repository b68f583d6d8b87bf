# A program that judges what its steps return, where nothing is of the test runner.
# --- requirements.txt
fastapi==0.115.6
# --- test_counts.py
import sys


def test_page():
    try:
        text = open("page.tsx").read()
        return {"passed": "total" in text}
    except OSError as error:
        return {"passed": False, "error": str(error)}


async def test_users():
    try:
        return {"passed": bool(await load())}
    except Exception as error:
        return {"passed": False, "error": str(error)}


def test_shown():  # expect: TST009 "checks nothing"
    print(open("page.tsx").read())


def main() -> bool:
    page = test_page()
    users = run(test_users())
    test_shown()
    return page["passed"] and users["passed"]


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
# --- test_schemas.py
"""Its own runner takes the steps from a list and ends by what they return."""
import sys


def test_imports():
    try:
        import schemas

        print(schemas)
        return True
    except Exception as error:
        print(error)
        return False


def main() -> int:
    steps = [("Imports", test_imports)]
    results = []
    for name, step in steps:
        result = step()
        results.append((name, result))
    return 0 if all(result for _, result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
