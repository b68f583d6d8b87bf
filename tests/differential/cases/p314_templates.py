a = t"plain {name!r:>{width}} {{}} {x = }"
b = rt"\d{x}" tR'{y}' T"" t"""{
    a  # why
    + b
}"""
c = t"{t"{f"{t'{x}'}"}"}"
d = t"{x:%Y {y} {t"{z}"}}"
e = t"a" t"{b}" t'c'
f = t"{ x }{ x !r}{x:}{(yield_)}"
g = t"{'ä' + "日本"}{ü}"
h = t"{x
    + y}"
