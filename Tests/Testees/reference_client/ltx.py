"""The blob in which the pages of a staged commit travel: LTX version 3, big-endian throughout."""
import struct

NO_CHECKSUMS = 2
HEADER_BYTES = 100


def blob(pages, page_size, size_pages, txid, milliseconds):
    """`pages` maps page numbers to bytes; `size_pages` is the database's size after the commit."""
    out = bytearray(struct.pack(
        ">4sIIIQQq", b"LTX1", NO_CHECKSUMS, page_size, size_pages, txid, txid, milliseconds))
    out += bytes(HEADER_BYTES - len(out))  # without checksums and a WAL the rest of it is zeros
    index = bytearray()
    for number in sorted(pages):
        block = literals(pages[number])
        frame = struct.pack(">IHI", number, 1, len(block)) + block
        index += varint(number) + varint(len(out)) + varint(len(frame))
        out += frame
    out += bytes(6)  # a page number 0 ends the pages
    index += varint(0)  # and the index
    return bytes(out + index + struct.pack(">Q", len(index)) + bytes(16))  # two unused checksums


def literals(data):
    """An LZ4 block of one run of literals and no match: valid, if not small. Lengths of 15 or more
    go on in further bytes, up to one that is not 255."""
    if len(data) < 15:
        return bytes([len(data) << 4]) + data
    more, last = divmod(len(data) - 15, 255)
    return b"\xf0" + b"\xff" * more + bytes([last]) + data


def varint(number):
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(out) + bytes([number])
