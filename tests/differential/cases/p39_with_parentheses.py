with (open("a") as a, open("b") as b,):
    pass
with (open("a")), (open("b")) as (c, d):
    pass
with (yield_ := open("a")):
    pass
with (a, b):
    pass
with (a, b) as c:
    pass
with (
    a.b,
    c[0] as d.e,
    (f)
):
    pass
