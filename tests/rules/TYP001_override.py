# What a library calls has the types that the library gives it.
# --- app/db.py
from sqlalchemy.orm import DeclarativeBase, Session


class Routed(Session):
    def get_bind(self, mapper=None, clause=None, **kw) -> object:
        # above expect: TYP001 "`mapper`" "Write the type of what `Session` of `sqlalchemy.orm` gives it behind `mapper:`, with `| None`. Nothing in this repository calls it."
        # above expect: TYP001 "`clause`" "what `Session` of `sqlalchemy.orm` gives it behind `clause:`"
        # above expect: TYP001 "`**kw`" "Write `**kw: object`: the function does not look at them"
        return mapper if clause else None

    def _is_clean(self, flush_context=None, instances=None) -> bool:
        # above expect: TYP001 "`flush_context`" "Write `flush_context: object = None`: the function does not look at it."
        # above expect: TYP001 "`instances`" "Write `instances: object = None`: the function asks for its class alone"
        return isinstance(instances, list)

    def find(self, key) -> object:  # expect: TYP001 "`key`" "Write the type of what callers pass behind `key:`"
        return key


class Base(DeclarativeBase):
    pass


class Root(DeclarativeBase):
    def shown_to(self, user) -> object:  # expect: TYP001 "`user`" "what callers pass"
        return user


class Part(Base):
    def weigh(self, factor) -> object:  # expect: TYP001 "`factor`" "what callers pass"
        return factor


def use(session: Routed) -> object:
    return session.find(session.info)


def handed_on(*args, **options) -> None:
    # above expect: TYP001 "`*args`" "`Any` where they are passed on"
    # above expect: TYP001 "`**options`" "`Any` where they are passed on"
    print(*args, **options)
