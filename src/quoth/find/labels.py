"""What print calls the places of a book, in the languages we know: labels, months, numerals."""

from __future__ import annotations

import re

from quoth.model.citation import LocatorKind

__all__ = ["DATE", "ENTRIES", "LABELS", "PLACES", "ROMAN", "YEAR"]

LABELS: dict[LocatorKind | str, str] = {
    "volume": r"vols?\.?|volumes?|Bde?\.|Bände?|Band|t\.|tomes?|tomo|tom\.|[Тт]ом|т\.|ser\.|series",
    "page": r"pp?\.?|pgs?\.?|pages?|SS?\.|Seiten?|págs?\.?|páginas?|pagg?\.|стр\.|с\.|at",
    "chapter": r"ch(?:ap)?s?\.?|chapters?|caps?\.?|Kap\.?|Kapitel|chapitres?|capítulos?|capitol[oi]|гл\.",
    "appendix": r"App(?:endi(?:x|ces)|x)?\.?|appendi(?:x|ces)|Anhang|Annexe|Appendice",
    "line": r"(?:ll?\.|lines?|vv?\.|verses?|Verse?|Zeilen?|Z\.)(?=\s?\d)",
    "act": r"(?:Acts?|Akt|acte)(?=\s?(?:\d{1,2}|[IVXivx]+)(?!\w))",
    "scene": r"sc\.|scenes?|Szene|scène",
    "number": r"nos?\.|Nos?\.?|numbers?|Nr\.|[Nn]°|nº|№|issues?|Heft",
    "note": r"nn?\.|notes?|fn\.?|Fn\.?|Anm\.|footnotes?|nota|Fußn(?:ote|\.)",
    "column": r"cols?\.|columns?|Sp\.|Spalten?",
    "folio": r"f\.|fols?\.?|fos?\.|folios?|ff\.(?=\s?\d)",
    "other": r"§§?|¶|secs?\.|sect\.|s\.|(?<!['’])ss?(?=\s\d)|ss\.|paras?\.|Abs\.|Abt\.|"
    r"(?:paras?|[Aa]rts?\.?)(?=\s\d)|"
    r"(?:pts?\.|[Pp]arts?|bks?\.|[Bb]ooks?|sections?|pl\.|plates?|figs?\.|tables?|letters?|Nr?\.)"
    r"(?=\s?(?:\d{1,3}|[IVXivx]{1,6})(?!\w))",
}
ENTRIES = r"[Aa]rt\.|[Ss]\.\s?v\.|[Ss]ub voce|[Ss]ub verbo"  # these take words, not numerals
PLACES: dict[str, LocatorKind] = {
    r"(?:(?:back|front|inside)\s(?:back\s|front\s)?)?cover|(?:dust[\s-]?)?jacket|(?:front|back)\sflap|blurb|"
    r"Umschlag|quatrième de couverture|contraportada": "cover",
    r"passim|throughout|etc\.?|et passim|u\.\s?ö\.": "other",
    r"\(?unpublished\)?|\(?unveröffentlicht\)?|\(?inédit\)?": "other",
    r"preface|introduction|foreword|afterword|prologue|epilogue|frontispiece|Vorwort|Einleitung|préface": "other",
}
_MONTHS = (
    r"Jan(?:uary|uar|vier)?|Feb(?:ruary|ruar)?|F[ée]vr(?:ier)?|Mar(?:ch|s|zo)?|März|Apr(?:il)?|Avril|Ma[iy]|Mayo|"
    r"June?|Juni|Juin|July?|Juli|Juillet|Aug(?:ust)?|Août|Sept?(?:ember|embre)?|O[ck]t(?:ober|obre)?|"
    r"Nov(?:ember|embre)?|De[cz](?:ember|embre)?|Déc(?:embre)?"
)
YEAR = r"(?:1[4-9]|20)\d\d"
DATE = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er)?\.?\s(?:de\s)?)?(?:{_MONTHS})\b\.?"
    rf"(?:,?\s(?:de\s)?\d{{1,2}}(?:st|nd|rd|th)?(?![\d\w-]))?(?:,?\s(?:de\s)?{YEAR}\b)?",
    re.IGNORECASE,
)
_THOUSANDS = r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
ROMAN = rf"(?=[mdclxviMDCLXVI])(?:{_THOUSANDS}|{_THOUSANDS.lower()})(?!\w|['’]\w)"
