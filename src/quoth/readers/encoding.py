"""Bytes to letters: which encoding a file is in, by its marks, its strictness, its own word, and last by its shape.

The order of belief: a byte-order mark; sixteen- and thirty-two-bit text, which gives itself away by its zero
bytes; strict UTF-8, which no other encoding is by chance; what the file declares; UTF-8 with some damage; and
at last the encoding in which the letters beyond ASCII stand where letters and quotation marks stand in writing.
Whatever is guessed, replaced or contradicted is a warning. Nothing is repaired in silence.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from quoth.model.manuscript import ReadWarning

__all__ = ["Decoded", "decode", "looks_binary"]

SAMPLE = 1 << 16  # bytes of telling lines that are weighed; the evidence is plain long before
MARKS = (  # the longer first: a UTF-32 mark begins with a UTF-16 one
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What the web means by these names (WHATWG Encoding Standard, "Names and labels").
MEANT = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "mac-roman": "mac-roman",
}  # fmt: skip
SEVEN_BIT = frozenset({"iso2022_jp", "hz"})  # these are valid ASCII, and mean something else
# What is written with each encoding. Tried in this order: at equal evidence the earlier, more frequent one stands.
CANDIDATES = {
    "cp1252": "western", "iso8859-15": "western", "cp1251": "cyrillic", "koi8-r": "cyrillic", "mac-roman": "western",
    "cp1250": "central", "iso8859-2": "central", "cp850": "western", "cp866": "cyrillic", "iso8859-5": "cyrillic",
    "mac-cyrillic": "cyrillic", "cp1253": "greek", "iso8859-7": "greek", "cp1254": "turkish", "cp932": "japanese",
    "euc_jp": "japanese", "gb18030": "chinese", "big5hkscs": "taiwanese", "cp949": "korean",
}  # fmt: skip
POINTS = "’‘“”«»„‚–—…§©®°·\u00a0£½¼¾¶†‡№"
# The letters beyond ASCII that fill most of a page in the languages of a region.
LETTERS = {
    "western": "éèàùâêîôûëïüçœæäößñáíóúãõåøòìÉÈÀÂÊÇÄÖÜÑÁÍÓÚÅØÆŒ¡¿ºª",
    "central": "áéíóúýąćęłńśźżčďěňřšťžůőűöüäâăîşţĄĆĘŁŃŚŹŻČĎŘŠŤŽÚÝÁÉÍÓÖÜĂÂÎŞŢ",
    "cyrillic": "оеаинтсрвлкмдпуыьяізг",
    "greek": "αοιετνσηςρπκμυλόίάέήύώ",
    "turkish": "ğışİŞçöüÇÖÜâîû",
    "japanese": "、。「」日一人年大国本中出来上生学会",
    "chinese": "，。的一是不了人我在有他这中大来上国个到说们为子和你地出道也时得就那要下以会自着去之过家学对可里么没",
    "taiwanese": "，。的一是不了人我在有他中大上到子和你地出道也得就那要下以這來國個說們為時會著過學對裡麼沒於",
    "korean": "이다는고의에을를하지가은도로그한기어사나리",
}  # fmt: skip
NAMES = {  # IANA's names for what Python calls otherwise
    "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1252": "windows-1252", "cp1253": "windows-1253",
    "cp1254": "windows-1254", "cp874": "windows-874", "cp850": "ibm850", "cp866": "ibm866", "mac-roman": "macintosh",
    "cp932": "shift_jis", "cp949": "euc-kr", "big5hkscs": "big5", "euc_jp": "euc-jp", "iso2022_jp": "iso-2022-jp",
    "mac-cyrillic": "x-mac-cyrillic",
}  # fmt: skip

_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
_HIGH = re.compile(r"(?<=(.))([^\x00-\x7f])(?=(.))", re.DOTALL)
_ESCAPED = re.compile("[\udc80-\udcff]+")
_LEADS = "\u00c2\u00c3\u00c4\u00c5\u00ce\u00cf\u00d0\u00d1\u00e2"  # UTF-8's first bytes for Europe's letters, as cp1252
_MOJIBAKE = {lead: re.compile(f"{lead}[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2010-\u2122]{{1,2}}") for lead in _LEADS}
_COMMON = {region: frozenset(letters + POINTS) for region, letters in LETTERS.items()}
_FRACTIONS = "½¼¾"
_OPENING, _CLOSING = "“‘„«‚", "”»"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file's letters, without its byte-order mark. `encoding` is the name the world knows it by ("windows-1252")."""

    text: str
    encoding: str
    warnings: tuple[ReadWarning, ...] = ()


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """The letters of `data`; never fails. `declared` is what the file, or whoever sent it, says its encoding is.

    Bytes that mean nothing become U+FFFD, and so do zero bytes; both are counted in a warning.
    """
    text, encoding, warnings = _letters(data, _codec(declared))
    name = _name(encoding)
    if (encoding != "utf-8" or b"\x00" in data) and "\x00" in text:  # in bytes it is looked for faster
        warnings.append(_warning("W116", f"{text.count(chr(0))} zero bytes were read as unknown letters"))
        text = text.replace("\x00", "\ufffd")
    return Decoded(text=text, encoding=name, warnings=(*warnings, *_mojibake(text)))


def looks_binary(data: bytes) -> bool:
    """Whether `data` is no text in any encoding: it has many controls or zero bytes."""
    head = data[:SAMPLE]
    if any(head.startswith(mark) for mark, _ in MARKS) or _wide(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 50 > len(head)  # a stray control or two is damage; one byte in fifty is another kind of file


def _letters(data: bytes, declared: str) -> tuple[str, str, list[ReadWarning]]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _with_losses(data[len(mark) :], encoding)
    wide = _wide(data)
    if wide:
        return _with_losses(data, wide)
    text = _strictly(data, declared) if declared in SEVEN_BIT else None
    if text is not None:
        return text, declared, []
    text = _strictly(data, "utf-8")
    if text is not None:
        return text, "utf-8", _contradicted(declared, "utf-8") if not text.isascii() else []
    text = _strictly(data, declared) if declared not in {"", "utf-8"} else None
    if text is not None:
        return text, declared, []
    return _damaged(data, declared)


def _damaged(data: bytes, declared: str) -> tuple[str, str, list[ReadWarning]]:
    """What is neither UTF-8 nor what it says: mended UTF-8 if most of it is that, else the best fit."""
    escaped = data.decode("utf-8", "surrogateescape")
    strays = sum(map(len, _ESCAPED.findall(escaped)))
    sound = len(escaped) - len(escaped.encode("ascii", "ignore")) - strays
    if sound >= strays or (declared == "utf-8" and sound):
        return _mixture(escaped)
    encoding, second = _best_fits(data)
    text, encoding, warnings = _with_losses(data, encoding)
    said = f"; {_name(second)} would do as well" if second else ""
    guess = _warning("W111", f"the encoding is not declared; {_name(encoding)} fits best{said}")
    return text, encoding, [*(_contradicted(declared, encoding) or [guess]), *warnings]


def _mixture(escaped: str) -> tuple[str, str, list[ReadWarning]]:
    """UTF-8 in which other bytes stand: single ones are read as windows-1252, torn sequences as unknown letters."""
    lost = 0
    first = f"line {_ESCAPED.split(escaped, maxsplit=1)[0].count(chr(10)) + 1}"

    def mended(run: re.Match[str]) -> str:
        nonlocal lost
        stray = bytes(ord(letter) - 0xDC00 for letter in run[0])
        torn = stray[0] >= 0xC2 and (len(stray) > 1 or run.end() == len(escaped))
        text = "\ufffd" if torn else stray.decode("cp1252", "replace")
        lost += text.count("\ufffd")
        return text

    text, places = _ESCAPED.subn(mended, escaped)
    warnings = []
    if places > lost:
        what = f"a mixture of encodings: {places - lost} places in UTF-8 text were read as windows-1252"
        warnings.append(_warning("W113", what, first))
    if lost:
        warnings.append(_warning("W112", f"{lost} places could not be decoded as utf-8", first))
    return text, "utf-8", warnings


def _with_losses(data: bytes, encoding: str) -> tuple[str, str, list[ReadWarning]]:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd") - (data.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0)
    if encoding.startswith("utf-") and lost > 0 and _strictly(data, encoding) is not None:
        lost = 0  # the author's own replacement characters
    name = _name(encoding)
    return text, encoding, [_warning("W112", f"{lost} places could not be decoded as {name}")] if lost > 0 else []


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _codec(declared: str) -> str:
    """Python's codec for a declared name, by the web's rule that latin-1 means windows-1252; "" if there is none."""
    try:
        info = codecs.lookup(declared.strip().strip("\"'").replace("x-mac-roman", "mac-roman"))
        "".encode(info.name)  # refuses what is no text encoding (base64, zip)
    except (LookupError, ValueError, UnicodeError):
        return ""
    return MEANT.get(info.name, "utf-8" if info.name == "utf-8-sig" else info.name)


def _contradicted(declared: str, encoding: str) -> list[ReadWarning]:
    if declared in {"", encoding}:
        return []
    said, found = _name(declared), _name(encoding)
    return [_warning("W115", f"the file says it is {said}, and is {found}")]


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: spaces and line ends have their zero bytes on one side only. Else ""."""
    head = data[: SAMPLE // 4 * 4]
    if b"\x00" not in head:
        return ""
    best, most = "", 0
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = head[: len(head) // 4 * 4].decode(encoding, "replace")
        blanks = text.count(" ") + text.count("\n")
        odd = text.count("\ufffd") + text.count("\x00")
        if blanks > most and odd * 50 <= len(text) and sum(map(str.isprintable, text)) + blanks > len(text) * 0.8:
            best, most = encoding, blanks
    return best


def _best_fits(data: bytes) -> tuple[str, str]:
    """The encoding in which the bytes beyond ASCII read most like writing, and one that is as good and differs."""
    sample = b"\n".join(_telling_lines(data))
    likeness = {encoding: _likeness(sample, encoding) for encoding in CANDIDATES}
    best = max(CANDIDATES, key=likeness.__getitem__)
    text = sample.decode(best, "replace")
    rivals = (e for e in CANDIDATES if likeness[e] > likeness[best] - 0.03 and sample.decode(e, "replace") != text)
    return best, next(rivals, "")


def _telling_lines(data: bytes) -> list[bytes]:
    lines, size = [], 0
    for line in data.splitlines():
        if line.isascii():
            continue
        lines.append(line[:4000])
        size += len(lines[-1])
        if size > SAMPLE:
            break
    return lines


def _likeness(sample: bytes, encoding: str) -> float:
    """How much the letters beyond ASCII look like letters where they stand, per letter beyond ASCII; 1 is perfect."""
    text, common = f" {sample.decode(encoding, 'replace')} ", _COMMON[CANDIDATES[encoding]]
    found: Counter[tuple[str, str, str]] = Counter(_HIGH.findall(text))
    return sum(_fits(before, letter, after, common) * times for (before, letter, after), times in found.items()) / max(
        1, found.total()
    )


def _fits(before: str, letter: str, after: str, common: frozenset[str]) -> float:
    """From −2 (no such letter) to 1 (a common letter where it may stand)."""
    if letter == "\ufffd" or "\x80" <= letter <= "\x9f":
        return -2.0
    if not letter.isalpha():
        return _fits_as_point(before, letter, after, common)
    if letter.isupper() and before.islower():
        return -1.0  # a capital inside a word
    if _script(before) not in {"", _script(letter)} or _script(after) not in {"", _script(letter)}:
        return -1.0  # two scripts in one word
    return 1.0 if letter in common or "\u3040" <= letter <= "\u30ff" else 0.5


def _fits_as_point(before: str, letter: str, after: str, common: frozenset[str]) -> float:
    if letter not in common or letter in _FRACTIONS:
        return -0.5 if before.isalpha() or after.isalpha() else 1.0 if letter in _FRACTIONS else 0.0
    if before.isalpha() and after.isalpha() and letter in _OPENING + _CLOSING:
        return -1.0
    return 0.3 if letter == "‘" and before.isalpha() else 1.0  # rare, but German closes with it


def _script(letter: str) -> str:
    """The script of a letter, "" for what is none; kana and ideographs mix in a word, so they are one."""
    if not letter.isalpha():
        return ""
    code = ord(letter)
    bounds = ((0x250, "latin"), (0x370, ""), (0x400, "greek"), (0x530, "cyrillic"), (0x3040, "other"))
    for bound, script in bounds:
        if code < bound:
            return script
    return "hangul" if 0xAC00 <= code <= 0xD7A3 else "han"


def _mojibake(text: str) -> list[ReadWarning]:
    """Letters that are the bytes of UTF-8 read as windows-1252 ("â€™"): the author's file has them, so they stay."""
    found = (place for lead, pattern in _MOJIBAKE.items() for place in _found_from(lead, pattern, text))
    places = [place for place in found if _misread(place[0])]
    if not places:
        return []
    first = min(places, key=re.Match.start)
    line = text.count("\n", 0, first.start()) + 1
    what = f"{len(places)} places look like UTF-8 that was once read as something else (“{first[0]}”)"
    return [_warning("W114", what, f"line {line}")]


def _found_from(letter: str, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where the pattern is found, which begins with that one letter: it is looked for much faster than any pattern."""
    at = text.find(letter)
    while at >= 0:
        found = pattern.match(text, at)
        if found:
            yield found
        at = text.find(letter, found.end() if found else at + 1)


def _misread(letters: str) -> str:
    """What the letters were before they were misread; "" if they were not."""
    for stop in (3, 2):
        try:
            was = letters[:stop].encode("cp1252").decode("utf-8")
        except UnicodeError:
            continue
        if was.isalpha() or "\u00a0" <= was <= "\u00bf" or "\u2010" <= was <= "\u203a":
            return was if ord(was) < 0x460 or ord(was) >= 0x2010 else ""
    return ""


def _name(encoding: str) -> str:
    return NAMES.get(encoding, encoding)


def _warning(code: str, message: str, where: str = "") -> ReadWarning:
    return ReadWarning(code=code, message=message, where=where)
