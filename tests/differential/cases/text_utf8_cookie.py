# coding: utf8
x = "日本" + 変数
µ = ﬁ = ª = 1
class Ünï: ñ = "😀", "a"
