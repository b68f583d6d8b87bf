def area(width, /, height=1, *, unit="m"):
    if (size := width * height) > 10:
        return size
    return [half := size // 2, half ** 2], {(key := unit): key}


print(f"{width=} {(width := 3)!r:>{width}}" for width in (1, 2))
assert (lambda a, b=1, /, c=2, *d, e, f=3, **g: (a, b, c, d, e, f, g))
while chunk := input():
    print(chunk)
total = 0 if (n := 10) else -n
x[(i := 0)], y[a:b:(c := 1)] = 1, 2
