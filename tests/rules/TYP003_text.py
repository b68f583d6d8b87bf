from typing import Any


def token_of(subject: str | Any, ttl: int) -> dict[str, str]:  # expect: TYP003/warning "may be `Any`" "Write `object`: only the text of it is used"
    return {"sub": str(subject), "ttl": f"{ttl}"}


def shown(key: Any) -> str:  # expect: TYP003/warning
    return f"{key!r} of {key}"


def handed_on(key: Any) -> str:  # expect: TYP003/critical
    return str(key) + key.name


def dropped(key: Any) -> None:  # expect: TYP003/critical
    return None
