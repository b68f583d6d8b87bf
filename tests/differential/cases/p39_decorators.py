@buttons[0].clicked.connect
@(lambda function: function)
@(chosen := first or second)
def handler(*args: int, **kwargs: str) -> "dict[str, int]":
    global state
    state = {**kwargs, **{"a": 1}}
    return state


@decorate
async def main():
    async with open_it() as one, open_it() as two:
        pass
    async for _ in [i async for i in aiter() if await i]:
        break
    else:
        await done
    return [await each for each in all_of()], {k: v async for k, v in pairs()}
