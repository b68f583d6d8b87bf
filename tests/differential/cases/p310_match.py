match command.split():
    case ["go", ("north" | "south") as direction, *_]:
        pass
    case {"x": 1 | -2 | 3.5 - 2j, **rest} if rest:
        pass
    case Point(x=0, y=[a, *b, c]) | Point(0, y=_):
        pass
    case None | True | False | "a" "b" | b"c" | dotted.name.x:
        pass
    case (1, 2), [], (), [x], (y,), *z:
        pass
    case str() | {}:
        pass
    case _:
        pass
match = case = _ = type = 1
match[case] = match(case)
match (case, _):
    case 1:
        match -case
match * _, case
print(match, case)
match x,:
    case x: pass
match not x:
    case (x): pass
match {"a": 1}:
    case {"a": 1,}:
        pass
    case -1 | 2 + 3j | -4 - 5j:
        pass
