x = 1

if x:
    y = 2

class A:
    b = 1  + 2
