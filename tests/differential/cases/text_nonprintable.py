x = "​ ﻿ ", ""
y = b"\xff\0", "\ud800\x00\N{BULLET}"
