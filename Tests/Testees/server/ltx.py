"""The blob of a staged commit (SQL-6): a header, a frame for each page, an index, a trailer.

Its numbers have their highest byte first, unlike those of BARE around it.
"""

from lz4_block import Lz4Refused, decompress

PAGE_SIZE = 4096
HEADER = 100
FRAME_HEADER = 10
# What stands behind the last frame, in place of a frame's header with a page number.
END_OF_PAGES = bytes(6)
INDEX_SIZE = 8
TRAILER = bytes(16)
SMALLEST = HEADER + len(END_OF_PAGES) + INDEX_SIZE + len(TRAILER)
NO_CHECKSUM = 2
COMPRESSED = 1


class LtxRefused(Exception):
    pass


def demand(truth, text):
    if not truth:
        raise LtxRefused(text)


def decode(blob):
    """The pages by their numbers. Whatever differs from the layout is refused."""
    demand(len(blob) >= SMALLEST, f"ltx blob too small: {len(blob)} bytes")
    check_header(blob)
    trailer_start = len(blob) - len(TRAILER)
    demand(blob[trailer_start:] == TRAILER, "ltx trailer checksums must be zeroed")
    index_end = trailer_start - INDEX_SIZE
    index_size = number(blob, index_end, INDEX_SIZE)
    room = index_end - HEADER - len(END_OF_PAGES)
    demand(index_size <= room, f"ltx page index size {index_size} exceeds available bytes")
    index_start = index_end - index_size
    pages, frames = read_frames(blob, index_start)
    index = read_index(blob[index_start:index_end])
    demand(index == frames, "ltx page index did not match encoded page frames")
    return pages


def number(blob, start, size):
    return int.from_bytes(blob[start : start + size], "big")


def check_header(blob):
    """The id and the size in it are not looked at: what the request says counts (SQL-4.5)."""
    demand(blob[:4] == b"LTX1", "invalid ltx magic")
    demand(number(blob, 4, 4) in (0, NO_CHECKSUM), "unsupported header flags")
    demand(number(blob, 8, 4) == PAGE_SIZE, "invalid page size")
    first, last = number(blob, 16, 8), number(blob, 24, 8)
    demand(first > 0, "min_txid must be greater than zero")
    demand(last >= first, "max_txid must not be below min_txid")
    demand(number(blob, 40, 8) == 0, "pre-apply checksum must be zero")
    wal_offset, wal_size = number(blob, 48, 8), number(blob, 56, 8)
    demand(wal_offset < 1 << 63 and wal_size < 1 << 63, "wal position must not be negative")
    # Size and two salts mean nothing without an offset.
    demand(wal_offset > 0 or not any(blob[56:72]), "wal fields without a wal offset")
    demand(not any(blob[72:HEADER]), "ltx reserved header bytes must be zero")


def read_frames(blob, end):
    """The pages, and of each frame the number, the place and the size, as an index has them."""
    pages, frames = {}, []
    position = HEADER
    before = 0
    while blob[position : position + len(END_OF_PAGES)] != END_OF_PAGES:
        demand(position + FRAME_HEADER <= end, "page section ended without a zero-page sentinel")
        pgno = number(blob, position, 4)
        demand(pgno > before, f"page number {pgno} was not strictly increasing")
        demand(number(blob, position + 4, 2) == COMPRESSED, "unsupported page flags")
        size = FRAME_HEADER + number(blob, position + 6, 4)
        demand(position + size <= end, f"page {pgno} is cut short")
        try:
            block = blob[position + FRAME_HEADER : position + size]
            pages[pgno] = decompress(block, PAGE_SIZE)
        except Lz4Refused as refusal:
            raise LtxRefused(f"page {pgno} {refusal}") from refusal
        frames.append((pgno, position, size))
        before = pgno
        position += size
    demand(position + len(END_OF_PAGES) == end, "bytes between the pages and the index")
    return pages, frames


def read_index(data):
    entries, position = [], 0

    def unsigned():
        nonlocal position
        value = shift = 0
        while True:
            demand(position < len(data) and shift < 64, "unexpected end of varint")
            byte = data[position]
            position += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while (pgno := unsigned()) != 0:
        entries.append((pgno, unsigned(), unsigned()))
    demand(position == len(data), "page index had trailing bytes")
    return entries
