import legacy

legacy.a(1)  # type: ignore
#            ^^^^^^^^^^^^^^ expect: TYP007 "`type: ignore` hides every error of this line"
legacy.b(1)  # pyright: ignore
# above expect: TYP007 "`pyright: ignore`"
legacy.c(1)  #type:ignore
# above expect: TYP007
legacy.d(1)  # type: ignore  # noqa: F821
# above expect: TYP007
legacy.e(1)  # type: ignore[]
# above expect: TYP007
legacy.f(1)  # type: ignore[attr-defined]
# above expect: TYP007 "does not say why"
legacy.g(1)  # type: ignore[attr-defined]  # the package has no stubs
legacy.h(1)  # pyright: ignore[reportAttributeAccessIssue] -- the package has no stubs

# the package has no stubs
legacy.i(1)  # type: ignore[attr-defined]

names = []  # type: list[str]
legacy.j(1)  # type: ignored by nobody
legacy.k(1)  # see "type: ignore" in the manual
text = "# type: ignore"


class Settings:
    @computed_field  # type: ignore[prop-decorator]
    @property
    def enabled(self) -> bool:
        return True
