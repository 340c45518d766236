"""What a client says in its URL, and how it is told that this is refused."""

import secrets
from urllib.parse import parse_qsl

# A close frame has room for a reason of 123 bytes.
LONGEST_REASON = 123


def split(target):
    """The path and the parameters of a request target.

    Of a parameter that stands twice the first counts (ENVOY-1.1). A plus sign is a space.
    """
    path, _, query = target.partition("?")
    parameters = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        parameters.setdefault(name, value)
    return path, parameters


def unsigned(text, bits):
    """A number in decimal digits and nothing else, or `None`."""
    if not (text.isascii() and text.isdigit()):
        return None
    digits = text.lstrip("0") or "0"
    # A number of more digits than bits is too large, however many they are.
    if len(digits) > bits or int(digits) >= 1 << bits:
        return None
    return int(digits)


def reason(group_and_code):
    """`group.code#name`, where the name tells one refusal from all others (ENVOY-1.3)."""
    return f"{group_and_code}#{secrets.token_hex(8)}"[:LONGEST_REASON]
