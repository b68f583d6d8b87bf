import re


def price(orders, customer):  # expect: DOC014/suggestion "`price` has a cognitive complexity of 20"
    """Price of all orders.

    Args:
        orders: Which ones.
        customer: Whose.
    """
    total = 0
    for order in orders:  # noqa: B007
        if order.open:
            for line in order.lines:
                if line.gift and customer.regular:
                    if line.amount > 3 or line.weight > 10:
                        total += line.price // 2
                    elif line.weight > 5:
                        total += line.price
                else:
                    total += line.price
        elif order.late:
            total += 5
    return total


def two_sentences(orders, customer):
    """Price of all orders. Gifts count half, because the shop pays for them."""
    total = 0
    for order in orders:
        if order.open:
            for line in order.lines:
                if line.gift and customer.regular:
                    if line.amount > 3 or line.weight > 10:
                        total += line.price // 2
                    elif line.weight > 5:
                        total += line.price
                else:
                    total += line.price
        elif order.late:
            total += 5
    return total


def for_a_tool_and_people(orders, customer):
    total = 0
    for order in orders:  # noqa: B007 - the number is what later code asks for
        if order.open:
            for line in order.lines:
                if line.gift and customer.regular:
                    if line.amount > 3 or line.weight > 10:
                        total += line.price // 2
                    elif line.weight > 5:
                        total += line.price
                else:
                    total += line.price
        elif order.late:
            total += 5
    return total


def factory(customer):
    def priced(orders):
        """Price of all orders. Gifts count half, because the shop pays for them."""
        total = 0
        for order in orders:
            if order.open:
                for line in order.lines:
                    if line.gift and customer.regular:
                        if line.amount > 3 or line.weight > 10:
                            total += line.price // 2
                        elif line.weight > 5:
                            total += line.price
                    else:
                        total += line.price
            elif order.late:
                total += 5
        return total

    return priced


def explained(orders, customer):
    total = 0
    for order in orders:
        if order.open:
            for line in order.lines:
                # Regular customers pay half for heavy gifts.
                if line.gift and customer.regular:
                    if line.amount > 3 or line.weight > 10:
                        total += line.price // 2
                    elif line.weight > 5:
                        total += line.price
                else:
                    total += line.price
        elif order.late:
            total += 5
    return total


def described(orders, customer):
    """Price of all orders.

    Regular customers pay half for heavy gifts, and nothing for what comes late: so it was
    promised in 2024, and so it is in their contracts.
    """
    total = 0
    for order in orders:
        if order.open:
            for line in order.lines:
                if line.gift and customer.regular:
                    if line.amount > 3 or line.weight > 10:
                        total += line.price // 2
                    elif line.weight > 5:
                        total += line.price
                else:
                    total += line.price
        elif order.late:
            total += 5
    return total


def parameters_of(given):
    found = {}
    for key, value in given.items():
        if key == "max_tokens":
            found["max_new_tokens"] = value
        elif key == "stream":
            found["stream"] = value
        elif key == "temperature":
            found["temperature"] = value
        elif key == "seed":
            found["random_seed"] = value
        elif key == "stop":
            found["stop_sequences"] = value
        elif key == "decoding":
            found["decoding_method"] = value
        elif key == "least":
            found["min_new_tokens"] = value
        elif key in ("top_k", "top"):
            found["top_k"] = value
        elif key == "cut":
            found["truncate"] = value
        elif key == "length":
            found["length_penalty"] = value
        elif key == "limit":
            found["time_limit"] = value
        elif key == "return":
            found["return_options"] = value
        elif key == "moderations":
            found["moderations"] = value
    return found


def kind_of(event):
    match event.kind:
        case "paid":
            return event.order.paid_at
        case "sent":
            return event.order.sent_at
        case "lost":
            return event.order.lost_at
        case "back":
            return event.order.back_at
        case _:
            return event.order.made_at


HANDLERS = {"paid": kind_of, "sent": kind_of}


def mixed(number: int) -> int:  # expect: DOC014 "shifts and mixes bits"
    number ^= 0
    number = (number ^ (number >> 16)) * 0x45D9F3B
    number = (number ^ (number >> 16)) * 0x45D9F3B
    return number ^ (number >> 16) | len(str(number)) + len(str(number + 1)) + len(str(number + 2))


def flags(first: int, second: int, third: int) -> int:
    return (first | second | third) & 0xFF | len([first, second, third, first, second, third])


def nested(rows):  # expect: DOC014 "comprehensions within comprehensions"
    return {
        row.name: [[cell.text.strip().lower() for cell in part if cell.text] for part in row.parts if part.cells]
        for row in rows
        if row.name and row.parts and not row.hidden
    }


def flat(rows):
    return [cell.text.strip().lower() for row in rows if row.parts for part in row.parts for cell in part if cell.text]


def valid(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{2}[0-9]{2}(?:[ ]?[0-9A-Z]{4}){3,7}(?:[ ]?[0-9A-Z]{1,3})?", text))  # expect: DOC014 "without a name or a comment"


IBAN = re.compile(r"[A-Z]{2}[0-9]{2}(?:[ ]?[0-9A-Z]{4}){3,7}(?:[ ]?[0-9A-Z]{1,3})?")


def also_valid(text: str) -> bool:
    # An IBAN, with blanks between groups of four.
    return bool(re.fullmatch(r"[A-Z]{2}[0-9]{2}(?:[ ]?[0-9A-Z]{4}){3,7}(?:[ ]?[0-9A-Z]{1,3})?", text))


def short(text: str) -> bool:
    return bool(re.fullmatch(r"[a-z]+", text))
# --- tests/test_price.py
def test_many(orders, customer):
    for order in orders:
        if order.open:
            for line in order.lines:
                if line.gift and customer.regular:
                    if line.amount > 3 or line.weight > 10:
                        assert line.price
                    elif line.weight > 5:
                        assert line.price
                else:
                    assert line.price
        elif order.late:
            assert order
