a = f"{"nested"} {f"{f"{1}"}"} {'x' f"{y}"}"
b = f"""{
    x  # a comment
    + 1
} {y!r:>{width}.{precision}} {{literal}} {z = }"""
c = f"{x:%Y-%m-%d} {x:{'>'}{10}} {lambda_:=^10} {(lambda v: v)(1)}"
d = f'{a["b"]!s}'  rf"\d{x}\{{" fR'{x}\n' F"" "plain" f"{x}"
e = f"{'\n'.join(lines)} {*a, *b} {yield_} {x != y} {x == y} {x if y else z!a}"
f_ = f"{x:{y:{z}}}" f"{{}}" f"{{{x}}}" f"}}{{" f"{x!r:{{}}}" if 0 else f"{x:a{{b}}c}"
g = f"""
{x:
}"""
h = f"{x:\x41}\N{DIGIT ONE}\u0041" f"\
{x}" fr"\N{x}"
i = f"{ {1: 2}[1] } {x,} {x:=5} {x=:>5} { x = !r:^20}"
j = f"{a:{b}{c}d{e!r}}" f'{"""
"""}'
