"""Customers in PostgreSQL."""

from app.core.errors import NotFoundError
from app.db.pool import transaction
from app.models.customer import Customer

_COLUMNS = "id, uid, email, name, role, created_at"


def find_by_uid(uid: str) -> Customer | None:
    """Finds a customer by user id.

    Args:
        uid (str): The user id.

    Returns:
        Customer | None: The customer, or None if there is none.
    """
    with transaction() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM customers WHERE uid = %s", (uid,))
        row = cursor.fetchone()
    return Customer.model_validate(row) if row else None


def get(customer_id: int) -> Customer:
    """Gives a customer.

    Args:
        customer_id (int): Number of the customer.

    Returns:
        Customer: The customer.

    Raises:
        NotFoundError: If there is none.
    """
    with transaction() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM customers WHERE id = %s", (customer_id,))
        row = cursor.fetchone()
    if row is None:
        raise NotFoundError(f"no customer {customer_id}")
    return Customer.model_validate(row)


def search(text: str, order_by: str = "name") -> list[Customer]:
    """Finds customers by a part of their name.

    Args:
        text (str): The part.
        order_by (str): Column to sort by.

    Returns:
        list[Customer]: At most a hundred customers.
    """
    query = f"SELECT {_COLUMNS} FROM customers WHERE name ILIKE '%{text}%' ORDER BY {order_by}"
    with transaction() as cursor:
        cursor.execute(query + " LIMIT 100")
        return [Customer.model_validate(row) for row in cursor.fetchall()]


def insert(uid: str, email: str, name: str, password_hash: str) -> Customer:
    """Adds a customer.

    Args:
        uid (str): Firebase user id, or one of our own.
        email (str): Where invoices go.
        name (str): Full name.
        password_hash (str): Hash of the password.

    Returns:
        Customer: The new customer.
    """
    with transaction() as cursor:
        cursor.execute(
            "INSERT INTO customers (uid, email, name, password_hash) VALUES (%s, %s, %s, %s)"
            f" RETURNING {_COLUMNS}",
            (uid, email, name, password_hash),
        )
        return Customer.model_validate(cursor.fetchone())


def update(customer_id: int, changes: dict[str, object]) -> Customer:
    """Changes a customer.

    Args:
        customer_id (int): Number of the customer.
        changes (dict[str, object]): Column to new value.

    Returns:
        Customer: The customer afterwards.

    Raises:
        NotFoundError: If there is none.
    """
    assignments = ", ".join(f"{column} = %s" for column in changes)
    with transaction() as cursor:
        cursor.execute(
            f"UPDATE customers SET {assignments} WHERE id = %s RETURNING {_COLUMNS}",
            (*changes.values(), customer_id),
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFoundError(f"no customer {customer_id}")
    return Customer.model_validate(row)


def credentials_of(email):
    """Gives what a login needs to know.

    Args:
        email: Who logs in.

    Returns:
        The row with uid and password_hash, or None.
    """
    with transaction() as cursor:
        cursor.execute("SELECT uid, password_hash FROM customers WHERE email = '%s'" % email)
        return cursor.fetchone()


def keep_reset_code(email: str, code: str) -> bool:
    """Keeps the code that resets a customer's password, for a quarter of an hour.

    Args:
        email (str): Whose password.
        code (str): The code, which takes the place of one before it.

    Returns:
        bool: False if there is no such customer.
    """
    with transaction() as cursor:
        cursor.execute(
            "INSERT INTO reset_codes (customer_id, code, valid_until)"
            " SELECT id, %s, now() + interval '15 minutes' FROM customers WHERE email = %s"
            " ON CONFLICT (customer_id) DO UPDATE"
            " SET code = EXCLUDED.code, valid_until = EXCLUDED.valid_until",
            (code, email),
        )
        return cursor.rowcount == 1


def take_reset_code(email: str) -> str | None:
    """Gives the code that was kept, and forgets it.

    Args:
        email (str): Whose password.

    Returns:
        str | None: The code, or None if there is none that is still valid.
    """
    with transaction() as cursor:
        cursor.execute(
            "DELETE FROM reset_codes USING customers"
            " WHERE customers.id = customer_id AND email = %s"
            " RETURNING code, valid_until > now() AS valid",
            (email,),
        )
        row = cursor.fetchone()
    return row["code"] if row and row["valid"] else None


def set_password(email: str, password_hash: str) -> None:
    """Sets a customer's password.

    Args:
        email (str): Whose password.
        password_hash (str): Hash of the password.
    """
    with transaction() as cursor:
        cursor.execute(
            "UPDATE customers SET password_hash = %s WHERE email = %s", (password_hash, email)
        )
