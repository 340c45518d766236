"""One LZ4 block, taken apart: sequences of literal bytes and of copies of what came before."""

SHORTEST_COPY = 4
# A length that fills its four bits goes on in the bytes that follow, as long as they are this.
LONGER_STILL = 255


class Lz4Refused(Exception):
    pass


def decompress(block, size):
    """The `size` bytes in a block; a block of any other size, or none at all, is refused."""
    out = bytearray()
    position = 0

    def length(bits):
        nonlocal position
        total = bits
        more = bits == 15
        while more:
            total += byte(position)
            more = byte(position) == LONGER_STILL
            position += 1
        return total

    def byte(at):
        if at >= len(block):
            raise Lz4Refused("a block that ends early")
        return block[at]

    while True:
        token = byte(position)
        position += 1
        literals = length(token >> 4)
        if position + literals > len(block):
            raise Lz4Refused("a block that ends early")
        out += block[position : position + literals]
        position += literals
        if position == len(block):
            # The last sequence has no copy.
            break
        distance = byte(position) | byte(position + 1) << 8
        position += 2
        copied = length(token & 15) + SHORTEST_COPY
        if not 0 < distance <= len(out) or len(out) + copied > size:
            raise Lz4Refused("a copy from or to outside of the page")
        # A copy may reach into itself, which repeats its beginning.
        pattern = bytes(out[len(out) - distance :])
        out += (pattern * (copied // distance + 1))[:copied]
    if len(out) != size:
        raise Lz4Refused(f"decompressed to {len(out)} bytes, expected {size}")
    return bytes(out)
