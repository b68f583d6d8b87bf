import json
from typing import Any


async def load(text: str) -> Any:  # expect: TYP003/critical "The result of `load` is `Any`" "write `return None` then"
    if not text:
        return
    return json.loads(text)


def write(answer: Any) -> str:  # expect: TYP003/critical "The parameter `answer` is `Any`" "What is assigned to `answer` gets a name of its own then, declared with its own type"
    answer = answer.rows[0]
    return answer.name


def sessions() -> Any:  # expect: TYP003/critical "The result of `sessions` is `Any`"
    if not json:
        return
    yield json


def find(key: Any = None) -> str:  # expect: TYP003/critical "The parameter `key` is `Any`" "Write `key: str | None`: that is what all calls that are seen pass."
    if key is None:
        return "all"
    return key.lower()


def count(things: Any) -> int:  # expect: TYP003/critical "is `Any`"
    return things.size


def mixed(key: Any = None) -> int:  # expect: TYP003/critical "is `Any`"
    return key.bit_length()


def is_word(value: Any) -> bool:  # expect: TYP003/critical "The parameter `value` is `Any`"
    return isinstance(value, str) and value.isalpha()


print(is_word("a"), find("a"), find(key="b"), count(json.loads("[]")), mixed(1), mixed("a"))
