# What `__init__` sets to None is None for mypy, once it looks into it.
class Store:
    def get(self, key: str) -> str:
        return key


class Cache:
    def __init__(self):  # expect: TYP002/warning "Python prescribes" "all that `__init__` may give. Type what it sets to None in the same edit, for mypy takes it for None alone then: `self.store: Store | None = None`, `self.own: Store | None = None` and `self.pool: … | None = None`. `read` and `close` have to ask for None before using them."
        self.store = None
        self.own = None
        self.pool = None
        self.size = 0
        self.last = None

    def start(self, store: Store, pool) -> None:
        self.store = store
        self.own = Store()
        self.own.get("first")
        self.pool = pool

    def read(self, key: str) -> str:
        return self.store.get(key)

    def read_own(self, key: str) -> str:
        if self.own is None:
            raise KeyError(key)
        return self.own.get(key)

    def close(self) -> None:
        self.pool.close()
        self.pool = None


class Told:
    store: Store | None

    def __init__(self):  # expect: TYP002 "Python prescribes" "Write `-> None`, all that `__init__` may give."
        # fixed: def __init__(self) -> None:
        self.store = None
        self.other = None
        self.other = Store()

    def start(self, store: Store) -> None:
        self.store = store
        self.other = store


class OfBase(Told):
    def __init__(self):  # expect: TYP002 "Python prescribes"
        # fixed: def __init__(self) -> None:
        self.store = None

    def start(self, store: Store) -> None:
        self.store = store
