"""The words of dates in the languages biographies are written in: months, seasons, ordinals, numbers, units of time.

Forms are written as they are printed. English and German months have a capital; those of the other languages need none,
and mean nothing but beside a number ("mars" is also a planet).
"""

from __future__ import annotations

import re

from quoth.life.moments import AUTUMN, SPRING, SUMMER, WINTER

__all__ = [
    "CAPITALS",
    "CARDINALS",
    "DECADES",
    "MONTHS",
    "ORDINALS",
    "SEASONS",
    "TENS",
    "UNITS",
    "any_of",
    "number_of",
    "ordinal_of",
    "roman_number",
]

_CAPITAL_MONTHS = """
    January February March April May June July August September October November December
    Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec
    Jan Febr Mar Apr May June July Aug Sep Oct Nov Dec
    Januar Februar März April Mai Juni Juli August September Oktober November Dezember
    Jänner Feber März April Mai Juni Juli Aug Sept Okt Nov Dez
    JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER
"""
_SMALL_MONTHS = """
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    janv févr mars avr mai juin juil aout sept oct nov déc
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
    janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
    januari februari maart april mei juni juli augustus september oktober november december
    januari februari mars april maj juni juli augusti september oktober november december
    januar februar marts april maj juni juli august september oktober november december
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
"""


def _words(text: str) -> list[str]:
    return text.split()


def _numbered(table: str) -> dict[str, int]:
    return {form: month for line in table.strip().splitlines() for month, form in enumerate(line.split(), start=1)}


CAPITALS = _numbered(_CAPITAL_MONTHS)  # may stand alone
_SMALL = _numbered(_SMALL_MONTHS)
MONTHS = {**{form.capitalize(): month for form, month in _SMALL.items()}, **_SMALL, **CAPITALS}

SEASONS = {
    form: season
    for season, forms in {
        SPRING: "spring Spring Frühling Frühjahr printemps primavera весной весна",
        SUMMER: "summer Summer Sommer été verano estate летом лето",
        AUTUMN: "autumn Autumn fall Fall Herbst automne otoño autunno осенью осень",
        WINTER: "winter Winter midwinter hiver invierno inverno зимой зима",
    }.items()
    for form in forms.split()
}

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_ONE_TO_19 = [*_ONES.split(), "eighteen", "nineteen"]
TENS = {name: 10 * (at + 2) for at, name in enumerate(_words("twenty thirty forty fifty sixty seventy eighty ninety"))}
_OTHERS = {
    "a": 1, "an": 1, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "ein": 1, "eine": 1, "einen": 1,
    "einem": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "elf": 11, "zwölf": 12, "fünfzehn": 15, "zwanzig": 20, "dreißig": 30,
}  # fmt: skip
CARDINALS: dict[str, int] = {
    **{name: at for at, name in enumerate(_ONE_TO_19, start=1)},
    **TENS,
    **{f"{ten}-{one}": TENS[ten] + at for ten in TENS for at, one in enumerate(_ONE_TO_19[:9], start=1)},
    **_OTHERS,
}
_FIRST_12 = _words("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
ORDINALS: dict[str, int] = {
    **{name: at for at, name in enumerate(_FIRST_12, start=1)},
    **{name + "th": at for at, name in enumerate(_ONE_TO_19[12:], start=13)},
    **{name[:-1] + "ieth": number for name, number in TENS.items()},
    **{f"{ten}-{one}": TENS[ten] + at for ten in TENS for at, one in enumerate(_FIRST_12[:9], start=1)},
    "premier": 1,
    "première": 1,
}
DECADES = {name[:-1] + "ies": number for name, number in TENS.items()}

# (years, months, days) of one.
UNITS: dict[str, tuple[int, int, int]] = {
    **dict.fromkeys(_words("year years an ans année années Jahr Jahre Jahren"), (1, 0, 0)),
    **dict.fromkeys(_words("month months mois Monat Monate Monaten"), (0, 1, 0)),
    **dict.fromkeys(_words("fortnight fortnights"), (0, 0, 14)),
    **dict.fromkeys(_words("week weeks semaine semaines Woche Wochen"), (0, 0, 7)),
    **dict.fromkeys(_words("day days jour jours Tag Tage Tagen"), (0, 0, 1)),
    **dict.fromkeys(_words("decade decades décennie décennies Jahrzehnt Jahrzehnte Jahrzehnten"), (10, 0, 0)),
    **dict.fromkeys(_words("century centuries siècle siècles Jahrhundert Jahrhunderte Jahrhunderten"), (100, 0, 0)),
}


def any_of(words: dict[str, int] | dict[str, tuple[int, int, int]]) -> str:
    """A pattern for any of them, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def number_of(text: str) -> int | None:
    """“3”, “three”, “a”."""
    return int(text) if text.isdecimal() else CARDINALS.get(text.lower().replace(" ", "-"))


def ordinal_of(text: str) -> int | None:
    """“12”, “12th”, “1er”, “twelfth”."""
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else ORDINALS.get(text.lower().replace(" ", "-"))


def roman_number(text: str) -> int:
    """Of letters that are a roman numeral, however written."""
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in text.lower()]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
