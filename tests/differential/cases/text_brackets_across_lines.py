x = (
1,

  # comment
  2
    )
y = [
  {
    "a": 1,  # one
  },
]
f(
)
