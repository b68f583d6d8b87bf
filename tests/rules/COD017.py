#!/usr/bin/env python3
# -*- coding: utf-8 -*-
# Copyright (c) the authors.
# Licensed under the Apache License, Version 2.0 (see LICENSE).
"""Orders."""
import logging

# import os  # expect: COD017 "2 statements"
# import sys

logger = logging.getLogger(__name__)

# logger.setLevel(logging.DEBUG)


def total(prices, user):
    """Add up."""
    # discount = sum(prices) // 10  # expect: COD017 "3 statements"
    # if user.is_staff:
    #     discount = 0
    return sum(prices)


def lines(order):
    #for line in order.lines:  # expect: COD017
    #    print(line.price)
    #
    #await order.save()
    return order.lines


def nested(order):
    if order:
        #     @cached  # expect: COD017
        #     def price(self) -> int:
        #         return self.total
        return order
    return None


def words(order, key):
    # Note: the order is kept
    # Warning: callers sort it
    # first
    # second
    # (see the docs)
    # TODO(orders): return = later
    # a = 1 when the order is new; what else
    # returns nothing
    return order


def examples(order):
    # Example:
    #     order = load(1)
    #     order.save()
    # and the same with two:
    # order = load(1)
    # order.save()

    # # Example usage:
    # order = load(1)
    # order.save()
    return order


def strings(order, other):
    # print("a few words", 'and "more" of them')  # expect: COD017
    # if order is not other or not order:
    #     raise ValueError(f"{order} is none")  # a few words
    return order


def directives(order):
    # type: ignore
    # noqa: E501
    # pylint: disable=invalid-name
    # fmt: off
    value = order.value  # price = order.price
    other = order.other  # return price
    # 'quoted = text'
    # "and = more"
    # ----------------
    # x: int
    # y: str
    # pass
    # ...
    return value, other
# --- scripts/load.py
# %%
# import json  # expect: COD017
# import os
import json

# >>> load(1)
# >>> save(2)
json.dumps({})
# --- tests/test_orders.py
# import os
# import sys
# --- alembic/versions/1_first.py
# op.add_column("orders", "a")
# op.drop_column("orders", "b")
