"""What an author tells quoth in comments: what they reach in every format that has any."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from ebooklib import epub

import quoth
from quoth.model.finding import Report

BOOK = "I set these pages down for my daughter, who has asked me what the harbour was like before the bridge came.\n"
FIRST = "“I set these papers down for my daughter,” she wrote in The Harbour Years."
SECOND = "“who has asked me what the harbor town was like before,” she went on in The Harbour Years."
ASKED = "quoth: ignore Q101 as in her own copy"


def check(folder: Path, name: str, data: bytes) -> Report:
    (folder / "books").mkdir(exist_ok=True)
    (folder / "books" / "voss.txt").write_text(BOOK, encoding="utf-8")
    (folder / name).write_bytes(data)
    return quoth.check(folder / name, [folder / "books"])


def told(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings if finding.rule in ("Q101", "F301")]


def let(report: Report) -> list[tuple[str, str]]:
    return [(waived.finding.rule, waived.reason) for waived in report.waived]


def word(*laid_upon: tuple[int, str], says: str = ASKED) -> bytes:
    """The two sentences, each in runs at its quotation marks, with a comment on the words of a run."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    runs = [paragraph.add_run(words) for words in (FIRST + " ", SECOND)]
    for number, comment in laid_upon:
        document.add_comment(runs=[runs[number]], text=comment, author="A. Voss", initials="AV")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("number", [0, 1])
def test_a_comment_of_word_reaches_the_words_it_is_laid_upon(number: int, tmp_path: Path) -> None:
    report = check(tmp_path, "life.docx", word((number, ASKED)))
    (waived,) = report.waived
    assert told(report) == ["Q101"]
    quoted = report.quotations[number].span
    assert waived.said is not None
    assert waived.said.holds(quoted)
    assert waived.finding.quotation == report.quotations[number].id


def test_comments_of_word_that_speak_to_others_are_no_comments_of_ours(tmp_path: Path) -> None:
    report = check(tmp_path, "life.docx", word((0, "Is this right? quoth: ignore Q101 yes")))
    assert told(report) == ["Q101", "Q101"]
    assert report.manuscript.comments == ()


def tei(paragraph: str) -> bytes:
    head = "<teiHeader><fileDesc><titleStmt><title>A life</title></titleStmt></fileDesc></teiHeader>"
    body = f"<text><body>{paragraph}</body></text>"
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{head}{body}</TEI>'.encode()


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (f"<p>{FIRST} <!--{ASKED}--> {SECOND}</p>", ["Q101"]),
        (f"<!--{ASKED}--><p>{FIRST} {SECOND}</p>", []),
        (f"<p><!--{ASKED}-->{FIRST} {SECOND}</p>", []),
        (f"<p>{FIRST} {SECOND}</p><!--{ASKED}--><p>Nothing more is known.</p>", ["Q101", "Q101", "F301"]),
        (f"<p>{FIRST} {SECOND}</p><!--{ASKED}-->", ["Q101"]),
    ],
)
@pytest.mark.parametrize("format", ["tei", "html", "epub", "markdown"])
def test_a_comment_in_mark_up_reaches_the_quotation_before_it_or_the_paragraph_behind(
    paragraph: str, expected: list[str], format: str, tmp_path: Path
) -> None:
    page = f"<html><head><title>A life</title></head><body>{paragraph}</body></html>"
    data = {
        "tei": tei(paragraph),
        "html": page.encode(),
        "epub": bound(page),
        "markdown": paragraph.replace("<p>", "").replace("</p>", "\n\n").encode(),
    }[format]
    suffix = {"tei": "xml", "markdown": "md"}.get(format, format)
    report = check(tmp_path, f"life.{suffix}", data)
    assert told(report) == expected
    assert let(report) == [("Q101", "as in her own copy")] * (2 - expected.count("Q101"))
    assert "quoth" not in report.manuscript.text


def bound(page: str) -> bytes:
    book = epub.EpubBook()
    book.set_title("A life")
    chapter = epub.EpubHtml(title="One", file_name="one.xhtml", content=page)
    book.add_item(chapter)
    book.spine = [chapter]
    book.add_item(epub.EpubNcx())
    out = io.BytesIO()
    epub.write_epub(out, book)
    return out.getvalue()


def test_a_comment_about_a_rule_that_was_not_heard_is_not_idle(tmp_path: Path) -> None:
    (tmp_path / "quoth.toml").write_text('ignore = ["Q101"]\n', encoding="utf-8")
    assert told(check(tmp_path, "life.html", f"<p>{FIRST}<!--{ASKED}--></p>".encode())) == []


@pytest.mark.parametrize("rule", ["Q101", "not-found", "T101", "two-places"])
def test_a_comment_is_not_idle_where_there_is_nothing_to_hold_it_against(rule: str, tmp_path: Path) -> None:
    """There is no book to search, and nobody asked for the life."""
    asked = ASKED.replace("Q101", rule)
    (tmp_path / "life.html").write_text(f"<p>{FIRST}<!--{asked}--></p>", encoding="utf-8")
    assert told(quoth.check(tmp_path / "life.html")) == []


def test_a_comment_is_idle_where_it_could_be_of_use_and_is_not(tmp_path: Path) -> None:
    asked = ASKED.replace("Q101", "T101")
    (tmp_path / "life.html").write_text(f"<p>{FIRST}<!--{asked}--></p>", encoding="utf-8")
    assert told(quoth.check(tmp_path / "life.html", life=True)) == ["F301"]
