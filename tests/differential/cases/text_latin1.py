# -*- coding: latin-1 -*-
name = "äöü"
x = f"{name} ß"; y = name
ä = b"abc"
