# rules: TYP001
"""A module."""
# fastidious: ignore-file[COD002] checked by hand in every release


def load(name):  # fastidious: ignore[TYP001] the plug-in host passes anything
    return name


def no_reason(name):  # fastidious: ignore[TYP001]
# above expect: AUD004 "gives no reason"
# above expect: TYP001
    return name


def expired(name):  # fastidious: ignore[TYP001] until=2020-01-31 ticket 7
# above expect: AUD004 "expired on 2020-01-31"
# above expect: TYP001
    return name


def in_force(name):  # fastidious: ignore[TYP001] until=2999-01-31 ticket 8
    return name


def unused(name: str) -> str:  # fastidious: ignore[TYP001] it is annotated by now
# above expect: AUD004 "TYP001 reports nothing here"
    return name


def of_a_rule_that_is_off(name: str) -> str:  # fastidious: ignore[SEC020] nobody looked
    return name


def without_rule(name: str) -> str:  # fastidious: ignore because
# above expect: AUD004 "names no rule"
    return name


# fastidious: ignore[TYP001] a line of its own is about the next one
def above(name):
    return name


# Prose about fastidious: ignore[TYP001] is no suppression.
TEXT = "# fastidious: ignore[TYP001]"
# fastidious: ignore-file[TYP001] too late
# above expect: AUD004 "above the first code"
