a = "\a\b\f\n\r\t\v\\\'\"\101\x41\u0041\U00000041\N{LATIN SMALL LETTER A}\
"
b = b"\101\x41\n" b'\\' rb"\n" Rb"\d" bR'\\' br"""x
y""", r"\'", u"u", U'U', '\'', "'", '"', """'"'""", '\n\'"'
c = "a" 'b' """c""" r"d"
d = ("a"
     "b"  # two
     f"c{x}"
     "d")
e = "\u00e9\xe9", "\x00\x1f\x7f\x80\xa0\xad\u0378\U000e0001\U0010ffff"
"docstring of nothing"
