# syntax-errors: allowed
# --- tests/test_broken.py
def test_it():
    make_order()
        print(1)
