from fastapi import HTTPException, status


class OrderError(Exception):
    pass


class Refused(HTTPException):
    pass


def find(orders, order_id):
    try:
        return orders[order_id]
    except KeyError as error:
        raise LookupError(order_id)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ expect: COD012 "`LookupError` is raised in an `except` clause"
        # fixed: raise LookupError(order_id) from error
    except ValueError:
        raise HTTPException(status.HTTP_404_NOT_FOUND)  # expect: COD012/suggestion
    except TypeError as error:
        if orders:
            raise OrderError  # expect: COD012
        error = None
        raise OrderError("x")  # expect: COD012
    except OSError:
        raise Refused(404)  # expect: COD012/suggestion "`Refused`" "`raise Refused(…) from None`"


def of_class(orders):
    try:
        orders[1]
    except TypeError as problem:
        if orders:
            raise OrderError  # expect: COD012
            # fixed: raise OrderError from problem


async def nested(orders):
    try:
        orders[1]
    except KeyError as outer:
        try:
            orders[2]
        except KeyError as inner:
            raise HTTPException(  # expect: COD012
                404,
                detail="x",
            )
        # fixed: ) from inner


def good(orders, errors, Handler):
    try:
        orders[1]
    except KeyError:
        raise
    except ValueError as error:
        raise error
    except TypeError as error:
        raise OrderError("x") from error
    except IndexError:
        raise OrderError("x") from None
    except OSError as error:
        raise error.with_traceback(None)
    except AttributeError as error:
        raise errors[0]
    except NameError as error:

        def later():
            raise OrderError("x")

        later()
    else:
        raise OrderError("x")
    finally:
        orders.clear()
    raise OrderError("x")
