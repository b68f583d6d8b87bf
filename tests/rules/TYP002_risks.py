def told(name: str):  # expect: TYP002/critical "what it returns" "It gives nothing"
    # fixed: def told(name: str) -> None:
    print(name)


def untold(name):  # expect: TYP002/critical "what it returns" "By default mypy"
    # fixed: def untold(name) -> None:
    print(name)


class Door:
    def closed(self):  # expect: TYP002/critical "what it returns" "It gives nothing"
        pass
