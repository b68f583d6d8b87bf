# TODO: add author to the header


def delete_order(order_id: int) -> None:
    # TODO: check permissions  # expect: COD027/suggestion "A TODO about permissions"
    print(order_id)  # FIXME no auth yet!  # expect: COD027 "A FIXME about authentication"


# HACK(anna): validate the amount once clients send it  # expect: COD027 "A HACK about validation" "has an owner and no day"
# TODO(security): bind to the loopback address  # expect: COD027 "about security"
# XXX hard-coded password for now  # expect: COD027 "a value in the code"
# todo in lower case is prose about security
# TODO: measure validation loss per epoch
# TODO: use dependency injection
# TODO: maybe use this for all auth types
# TODOS of the authentication team are elsewhere
# MYTODO security
# FIXME this is hardcoded but needs to be configurable via UI
# TODO(security): if this ever takes input of users, switch to autoescape
# TODO: should it be replaced with pydantic validation?
# TODO: extensions aren't validated/forwarded yet
# TODO(#123): check permissions
# TODO [ENG-792]: validate the type
# TODO(cleanup): legacy, the encrypt flag is gone
# TODO: authentication/authorization of the feed is missing  # expect: COD027 "authorization"
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
# TODO: figure out a nicer way to do this with validation
