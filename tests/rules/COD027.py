# TODO: add author to the header


def delete_order(order_id: int) -> None:
    # TODO: check permissions  # expect: COD027/suggestion "A TODO about permissions"
    print(order_id)  # FIXME no auth yet!  # expect: COD027 "A FIXME about authentication"


# HACK(anna): validate the amount once clients send it  # expect: COD027 "A HACK about validation"
# XXX hard-coded for now  # expect: COD027 "a value in the code"
# todo in lower case is prose about security
# TODO: measure validation loss per epoch
# TODO: use dependency injection
# TODO: maybe use this for all auth types
# TODOS of the authentication team are elsewhere
# MYTODO security
# TODO: this repeats validate_amount, and the validators of SQLAlchemy
# validate the amount
# The authors say: TODO list of the authority
def total(amount: int) -> int:
    """TODO: security of docstrings is DOC013's."""
    return amount
# --- tests/test_orders.py
# TODO: test authentication
def test_orders() -> None:
    assert True
