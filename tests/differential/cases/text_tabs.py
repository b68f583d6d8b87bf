if x:
	if y:
		z = 1	+	2
	else:
	    w
	# at one tab
# at none
	v
