"""Articles: what they cost."""

from typing import Annotated

from fastapi import APIRouter, Path, Request

from app.db import events
from app.models.common import Message
from app.models.order import Article
from app.services import pricing

router = APIRouter(prefix="/articles", tags=["articles"])


@router.get("/{sku}", responses={404: {"model": Message}})
def get_article(
    request: Request,
    sku: Annotated[str, Path(pattern=r"^[A-Z0-9-]{4,20}$", description="The article")],
) -> Article:
    """Gives an article; the first look of a session is counted.

    Args:
        request (Request): Its session keeps what was looked at.
        sku (str): The article.

    Returns:
        Article: The article with its price.
    """
    article = Article(sku=sku, price=pricing.unit_price(sku))
    seen = request.session.get("seen", [])
    if sku not in seen:
        events.count_view(sku)
        request.session["seen"] = [*seen, sku]
    return article
