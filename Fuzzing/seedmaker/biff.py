"""Seeds with the records of .xls (BIFF2 to BIFF8), plain and encrypted, and the compound files around them."""

import hashlib
import struct

PASSWORD = "VelvetSweatshop"
NEVER_ENCRYPTED = {0x0809, 0x002F, 0x00E1}


def record(number, *pieces):
    body = b"".join(pieces)
    return struct.pack("<HH", number, len(body)) + body


def words(*numbers):
    return struct.pack(f"<{len(numbers)}H", *(n & 0xFFFF for n in numbers))


def double(x):
    return struct.pack("<d", x)


def text8(text, wide=None, rich=b"", phonetic=b"", short=False):
    """A text of BIFF8: length, flags, runs and phonetic data."""
    wide = any(ord(c) > 255 for c in text) if wide is None else wide
    flags = (1 if wide else 0) | (8 if rich else 0) | (4 if phonetic else 0)
    head = struct.pack("<B" if short else "<H", len(text)) + bytes([flags])
    head += struct.pack("<H", len(rich) // 4) if rich else b""
    head += struct.pack("<I", len(phonetic)) if phonetic else b""
    return head + (text.encode("utf-16-le") if wide else text.encode("latin-1")) + rich + phonetic


def bof(kind, version=0x0600):
    tail = struct.pack("<II", 0x41, 6) if version == 0x0600 else b""
    return record(0x0809, words(version, kind, 0x0DBB, 0x07CC), tail)


EOF = record(0x000A)


def shared_strings():
    """Texts plain, wide, rich and with phonetic data, cut by CONTINUE within one and between two."""
    first = text8("a") + text8("城市") + text8("rich", rich=words(0, 1, 2, 3)) + text8("東京", phonetic=b"\1\0\4\0xxxx")
    cut = struct.pack("<HB", 8, 0) + b"abcd"
    rest = b"\1" + "efgh".encode("utf-16-le") + text8("") + text8("é" * 20)
    return record(0x00FC, struct.pack("<II", 7, 7), first, cut) + record(0x003C, rest)


def globals8(sheets, before=b"", after=b""):
    """BOF to EOF with a BOUNDSHEET for each of `sheets`; offsets are filled in by `workbook8`."""
    formats = record(0x041E, words(164), text8('yyyy"年"m"月"')) + record(0x041E, words(165), text8("0.00_ "))
    styles = b"".join(record(0x00E0, words(0, number, 0, 0, 0, 0, 0, 0, 0, 0)) for number in (0, 2, 14, 164, 165, 10))
    head = bof(0x0005) + before + record(0x0042, words(1200)) + record(0x0022, words(0)) + formats + styles
    bounds = b"".join(record(0x0085, struct.pack("<IBB", 0, state, 0), text8(name, short=True)) for name, state in sheets)
    return head, bounds, shared_strings() + after + EOF


CELLS = b"".join((
    record(0x0208, words(0, 0, 9, 255, 0, 0, 0x0100, 0)), record(0x0208, words(1, 0, 3, 255, 0, 0, 0x0120, 0)),
    record(0x00FD, words(0, 0, 0), struct.pack("<I", 1)), record(0x00FD, words(0, 1, 0), struct.pack("<I", 2)),
    record(0x0203, words(0, 2, 1), double(8.530000000000001)), record(0x027E, words(0, 3, 0), struct.pack("<I", 0x3FF00001)),
    record(0x027E, words(0, 4, 2), struct.pack("<I", 43831 << 2 | 2)), record(0x0205, words(0, 5, 0), b"\1\0"),
    record(0x0205, words(0, 6, 0), b"\x2A\1"), record(0x0201, words(0, 7, 0)), record(0x00BE, words(0, 8, 0, 0, 9)),
    record(0x00BD, words(1, 0, 1), struct.pack("<I", 14), words(3), struct.pack("<I", 0xFFFFFFFE), words(1)),
    record(0x0204, words(1, 2, 0), text8("標")), record(0x00D6, words(1, 3, 0), text8("r"), words(1, 0, 0)),
    record(0x0006, words(2, 0, 0), double(2.5), words(0, 0, 0, 0)),
    record(0x0006, words(2, 1, 0), b"\0\0\0\0\0\0\xff\xff", words(0, 0, 0)), record(0x0207, text8("result")),
    record(0x0006, words(2, 2, 0), b"\1\0\1\0\0\0\xff\xff", words(0, 0, 0)),
    record(0x0006, words(2, 3, 0), b"\2\0\7\0\0\0\xff\xff", words(0, 0, 0)), record(0x04BC, words(2, 2, 0)),
    record(0x0006, words(2, 4, 0), b"\3\0\0\0\0\0\xff\xff", words(0, 0, 0)),
    record(0x007D, words(2, 4, 2304, 0, 1, 0)),
    record(0x00E5, words(2, 0, 1, 0, 2, 3, 3, 0, 1)),
))
OUT_OF_ORDER = record(0x0203, words(5, 3, 0), double(1)) + record(0x0203, words(2, 1, 9), double(-2)) + record(
    0x0203, words(2, 1, 0), double(3))


def workbook8(sheets=(("甲", 0),), bodies=(CELLS,), before=b""):
    head, bounds, tail = globals8(sheets, before)
    position = len(head) + len(bounds) + len(tail)
    bounds = bytearray(bounds)
    place, streams = 0, b""
    for body in bodies:
        struct.pack_into("<I", bounds, place + 4, position + len(streams))
        place += 4 + struct.unpack_from("<H", bounds, place + 2)[0]
        streams += bof(0x0010) + body + EOF
    return head + bytes(bounds) + tail + streams


def workbook5():
    """BIFF5: texts in the bytes of a code page, no shared strings."""
    def head(position):
        name = "乙".encode("gbk")
        return (bof(0x0005, 0x0500) + record(0x0042, words(936)) + record(0x041E, words(164), b"\x04yyyy")
                + b"".join(record(0x00E0, words(0, n, 0, 0, 0, 0, 0, 0)) for n in (0, 164))
                + record(0x0085, struct.pack("<IBBB", position, 0, 0, len(name)), name) + EOF)
    label = "北京市".encode("gbk")
    cells = (record(0x0204, words(0, 0, 0, len(label)), label) + record(0x0203, words(0, 1, 1), double(43831))
             + record(0x0006, words(1, 0, 0), b"\0\0\0\0\0\0\xff\xff", words(0, 0, 0)) + record(0x0207, words(2), b"ab")
             + record(0x027E, words(1, 1, 0), struct.pack("<I", 6)) + record(0x00D6, words(2, 0, 0, 1), b"x", b"\1\0\0"))
    return head(len(head(0))) + bof(0x0010, 0x0500) + cells + EOF


def workbook2():
    """BIFF2 to BIFF4 hold one sheet and need no compound file."""
    two = (record(0x0009, words(2, 0x10)) + record(0x0042, words(936)) + record(0x0004, words(0, 0), b"\0\0\0\2ab")
           + record(0x0003, words(0, 1), b"\0\0\0", double(1.5)) + record(0x0002, words(1, 0), b"\0\0\0", words(7)) + EOF)
    four = (record(0x0409, words(4, 0x10, 0)) + record(0x041E, words(0), b"\0\x040.00") + record(0x0443, bytes(12))
            + record(0x0204, words(0, 0, 0, 2), b"ab") + record(0x0203, words(0, 1, 0), double(2)) + EOF)
    return two, four


# Encryption with the password spreadsheets try of their own accord (MS-OFFCRYPTO 2.3.5 and 2.3.6).

def rc4(key, data):
    s, j = list(range(256)), 0
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) & 255
        s[i], s[j] = s[j], s[i]
    i, j, out = 0, 0, bytearray()
    for byte in data:
        i = (i + 1) & 255
        j = (j + s[i]) & 255
        s[i], s[j] = s[j], s[i]
        out.append(byte ^ s[(s[i] + s[j]) & 255])
    return bytes(out)


def encrypted(stream, key_of_block, file_pass_at):
    """Encrypts the bodies of all records behind FILEPASS; headers and a few records take part of the key stream only."""
    pad = b"".join(rc4(key_of_block(block), bytes(1024)) for block in range(len(stream) // 1024 + 1))
    out, at = bytearray(stream), 0
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        start = at + 4 + (4 if number == 0x0085 else 0)
        if at > file_pass_at and number not in NEVER_ENCRYPTED:
            for position in range(start, at + 4 + length):
                out[position] ^= pad[position]
        at += 4 + length
    return bytes(out)


def rc4_plain(**options):
    salt, verifier = bytes(range(16)), bytes(range(100, 116))
    truncated = hashlib.md5(PASSWORD.encode("utf-16-le")).digest()[:5]
    base = hashlib.md5((truncated + salt) * 16).digest()[:5]

    def key(block):
        return hashlib.md5(base + struct.pack("<I", block)).digest()
    proof = rc4(key(0), verifier + hashlib.md5(verifier).digest())
    before = record(0x002F, words(1, 1, 1), salt, proof)
    return encrypted(workbook8(before=before, **options), key, len(bof(0x0005)))


def rc4_cryptoapi(bits=128, **options):
    salt, verifier = bytes(range(16)), bytes(range(100, 116))
    base = hashlib.sha1(salt + PASSWORD.encode("utf-16-le")).digest()

    def key(block):
        return hashlib.sha1(base + struct.pack("<I", block)).digest()[:bits // 8]
    proof = rc4(key(0), verifier + hashlib.sha1(verifier).digest())
    name = "Microsoft Enhanced Cryptographic Provider v1.0\0".encode("utf-16-le")
    header = struct.pack("<8I", 4, 0, 0x6801, 0x8004, bits, 1, 0, 0) + name
    info = words(1, 2, 2) + struct.pack("<II", 4, len(header)) + header
    info += struct.pack("<I", 16) + salt + proof[:16] + struct.pack("<I", 20) + proof[16:]
    return encrypted(workbook8(before=record(0x002F, info), **options), key, len(bof(0x0005)))


# Compound files (MS-CFB).

def compound(streams, small=True):
    """A compound file of 512-byte sectors; streams below 4,096 bytes in small sectors unless `small` is false."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    mini, mini_table, big, entries = b"", [], [], []
    for name, content in streams:
        if small and len(content) < 4096:
            first, count = len(mini_table), -(-len(content) // 64)
            mini_table += [*range(first + 1, first + count), end] if count else []
            mini += content.ljust(count * 64, b"\0")
            entries.append((name, first, len(content)))
        else:
            entries.append((name, ("big", len(big)), max(4096, len(content))))
            big.append(content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0"))
    table, sectors = [0xFFFFFFFD], [b""]

    def chain(content):
        first, count = len(table), -(-len(content) // 512)
        table.extend([*range(first + 1, first + count), end])
        sectors.append(content.ljust(count * 512, b"\0"))
        return first
    firsts = [chain(content) for content in big]
    root = chain(mini) if mini else end
    mini_first = chain(struct.pack(f"<{len(mini_table)}I", *mini_table).ljust(512, b"\xff")) if mini else end
    directory = entry("Root Entry", 5, 1, root, len(mini))
    for number, (name, first, size) in enumerate(entries):
        right = number + 2 if number + 1 < len(entries) else free
        directory += entry(name, 2, free, firsts[first[1]] if isinstance(first, tuple) else first, size, right)
    directory_first = chain(directory)
    header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(16) + words(0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<8I", 1, directory_first, 0, 4096, mini_first, 1 if mini else 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    sectors[0] = struct.pack("<128I", *table, *[free] * (128 - len(table)))
    return header + b"".join(sectors)


def entry(name, kind, child, first, size, right=0xFFFFFFFF):
    text = name.encode("utf-16-le") + b"\0\0"
    body = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, right, child)
    return body + bytes(36) + struct.pack("<III", first, size, 0)


def seeds():
    two, four = workbook2()
    plain = workbook8()
    streams = {
        "plain": b"\0" + plain, "order": b"\0" + workbook8(bodies=(OUT_OF_ORDER,)), "empty": b"\0" + workbook8(bodies=(b"",)),
        "hidden": b"\0" + workbook8((("甲", 0), ("b", 1), ("c", 2)), (CELLS, OUT_OF_ORDER, b"")),
        "biff5": b"\1" + workbook5(), "biff2": b"\2" + two, "biff4": b"\2" + four, "biff2-wrapped": b"\0" + two,
        "rc4": b"\0" + rc4_plain(), "rc4-order": b"\0" + rc4_plain(bodies=(OUT_OF_ORDER,)),
        "cryptoapi": b"\0" + rc4_cryptoapi(), "cryptoapi40": b"\0" + rc4_cryptoapi(40),
        "xor": b"\0" + workbook8(before=record(0x002F, words(0, 0x1234, 0x5678))),
        "1904": b"\0" + workbook8(before=record(0x0022, words(1))),
    }
    files = {
        "small": compound([("Workbook", plain)]), "large": compound([("Workbook", plain)], small=False),
        "book": compound([("Book", workbook5()), ("\x05SummaryInformation", b"x" * 70)]),
        "both": compound([("Book", workbook5()), ("Workbook", plain)]),
        "encrypted": compound([("EncryptionInfo", b"\4\0\4\0\x40\0\0\0<x/>"), ("EncryptedPackage", b"y" * 64)]),
        "document": compound([("WordDocument", b"z" * 100)]),
    }
    return {"biff": streams, "compound": files, "workbook": {f"xls-{name}": file for name, file in files.items()}}
