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
