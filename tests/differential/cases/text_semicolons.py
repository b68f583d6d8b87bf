x = 1; y = 2;
if x: y; z
class A: a = 1; b = 2
for a in b: pass; c
