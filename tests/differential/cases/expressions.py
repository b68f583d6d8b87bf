a = b if c else d if e else f
x = lambda: (yield)
y = not a and b or c is not d not in e
z = a < b <= c != d == e >= f > g is h in i
p = -a ** -b ** c, (a, b), (a,), (), [], {}, {1}, {**a}, {a: b, **c}
q = a[b], a[b:c], a[b:c:d], a[:], a[::], a[b, c:d, ...], a[b,], a[:, None]
r = f(*a, b, *c, d=e, **g, h=i, **j), f(x for x in y), f(a)(b).c[d]
s = [x for x in y if z if w for v in u], {x: y for x, y in z}, {x for x in y}, (x for x in y)
t = a @ b % c // d << e >> f & g ^ h | i
u = (yield_)(a)(b)
((a)), [(b), ((c),)], ((((d))))
v = (a := 1), [b := 2], {(c := 3)}
await_ = async_ = print
