"""The order events in Firestore, which the shop's pages listen to."""

import logging
import pickle
from datetime import datetime
from functools import lru_cache

from google.cloud import firestore
from google.cloud.firestore_v1.base_query import FieldFilter

logger = logging.getLogger(__name__)


@lru_cache
def get_client() -> firestore.Client:
    """Gives the Firestore client of this process.

    Returns:
        firestore.Client: The same object on every call.
    """
    return firestore.Client()


def publish(order_id: int, customer_uid: str, status: str) -> None:
    """Tells listeners that an order changed.

    Args:
        order_id (int): The order.
        customer_uid (str): Whose order it is.
        status (str): Its new status.
    """
    event = {
        "order_id": order_id,
        "customer_uid": customer_uid,
        "status": status,
        "occurred_at": datetime.utcnow(),
    }
    get_client().collection("order_events").add(event)


def count_view(sku: str) -> int:
    """Counts one more look at an article.

    Args:
        sku (str): The article.

    Returns:
        int: How often it was looked at.
    """
    document = get_client().collection("views").document(sku)
    snapshot = document.get()
    views = (snapshot.get("count") if snapshot.exists else 0) + 1
    document.set({"count": views})
    return views


def load_cart(cart_id: str) -> dict:
    """Loads a saved cart.

    Args:
        cart_id (str): The cart.

    Returns:
        dict: Article to quantity.
    """
    snapshot = get_client().collection("carts").document(cart_id).get()
    if not snapshot.exists:
        return {}
    return pickle.loads(snapshot.get("items"))


def history(order_id: int) -> list[dict[str, object]]:
    """Lists what happened to an order, newest first.

    Args:
        order_id (int): The order.

    Returns:
        list[dict[str, object]]: At most a hundred events.
    """
    query = (
        get_client()
        .collection("order_events")
        .where(filter=FieldFilter("order_id", "==", order_id))
        .order_by("occurred_at", direction=firestore.Query.DESCENDING)
        .limit(100)
    )
    return [snapshot.to_dict() for snapshot in query.stream()]
