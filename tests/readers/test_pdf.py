"""PDF: paragraphs from lines, over pages and columns; labels, notes, and files that are no good.

The files are set with reportlab and changed with pypdf.
"""

from __future__ import annotations

import io
import random
import re
import zlib
from bisect import bisect_right
from collections.abc import Callable, Sequence

import pypdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf.constants import PageLabelStyle
from pypdf.generic import ArrayObject, NameObject, StreamObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from quoth.errors import DamagedFile, EmptyFile, NeedsOcr, ProtectedFile, QuothError, TooLarge
from quoth.model.manuscript import Manuscript
from quoth.readers import pdf
from quoth.readers.pdf import read

WIDTH, HEIGHT = 400, 560
LEFT, RIGHT, TOP, FOOT = 50, 350, 500, 90
LEADING = 13

WORDS = re.findall(
    r"\w+",
    "revolution winter baker brother window garden letter prison morning station harbour paper river children silence "
    "border silver paper mountain captain evening the of and to in a that was he for it with as his on be at",
)


def words(count: int, seed: int) -> list[str]:
    """Running text in sentences; the same for the same seed."""
    chance = random.Random(seed)
    told = [chance.choice(WORDS) for _ in range(count)]
    for at in range(0, count, 9):
        told[at] = told[at].capitalize()
        if at:
            told[at - 1] += "."
    told[-1] += "."
    return told


class Setter:
    """Sets paragraphs line by line, with hyphens, and turns pages."""

    def __init__(
        self,
        *,
        columns: int = 1,
        head: Callable[[int], str] = lambda _: "",
        folio: Callable[[int], str] = lambda page: str(page + 1),
    ) -> None:
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(WIDTH, HEIGHT))
        self.columns, self.head, self.folio = columns, head, folio
        self.page, self.column, self.y = 0, 0, float(TOP)
        self.foot: list[tuple[str, str]] = []
        self.begin()

    def begin(self) -> None:
        self.canvas.setFont("Times-Roman", 8)
        if self.head(self.page):
            self.canvas.drawString(LEFT + 60, 530, self.head(self.page))
        if self.folio(self.page):
            self.canvas.drawString(200, 30, self.folio(self.page))

    def turn(self) -> None:
        for at, (label, text) in enumerate(self.foot):
            self.canvas.setFont("Times-Roman", 5)
            self.canvas.drawString(LEFT, 75 - 10 * at + 3, label)
            self.canvas.setFont("Times-Roman", 8)
            self.canvas.drawString(LEFT + 4, 75 - 10 * at, text)
        self.foot = []
        self.canvas.showPage()
        self.page, self.column, self.y = self.page + 1, 0, TOP
        self.begin()

    def line(self, text: str, indent: float = 0, size: float = 10) -> None:
        if self.y < FOOT:
            self.column, self.y = self.column + 1, TOP
            if self.column == self.columns:
                self.turn()
        x = LEFT + self.column * (RIGHT - LEFT) / self.columns * 1.04 + indent
        for at, part in enumerate(re.split(r"(\^\w+|\^\*)", text)):
            small = part.startswith("^")
            self.canvas.setFont("Times-Roman", size * 0.6 if small else size)
            self.canvas.drawString(x, self.y + (size * 0.35 if small else 0), part.removeprefix("^"))
            x += stringWidth(part.removeprefix("^"), "Times-Roman", size * 0.6 if small else size)
            assert at < 99
        self.y -= LEADING

    def paragraph(self, told: Sequence[str], *, first: float = 12, indent: float = 0) -> None:
        measure = (RIGHT - LEFT) / self.columns * 0.96 - 2 * indent
        line, begin = "", first
        for word in told:
            room = measure - begin - stringWidth(f"{line} {word}", "Times-Roman", 10)
            if room < 0:
                cut = len(word) // 2
                broken = f"{line} {word[:cut]}-".strip()
                if len(word) > 7 and word.isalpha() and stringWidth(broken, "Times-Roman", 10) < measure - begin:
                    self.line(broken, indent + begin)
                    line, begin = word[cut:], 0
                    continue
                self.line(line.strip(), indent + begin)
                line, begin = "", 0
            line = f"{line} {word}"
        self.line(line.strip(), indent + begin)

    def done(self) -> bytes:
        self.turn()
        self.canvas.save()
        return self.file.getvalue()


def flow(manuscript: Manuscript, *kinds: str) -> list[str]:
    """Blocks of these kinds, hyphens closed."""
    texts = (b.span.of(manuscript.text) for b in manuscript.blocks if b.kind in (kinds or ("paragraph",)))
    return [re.sub("[\u00ad-]\n", "", text) for text in texts]


def changed(data: bytes, change: Callable[[pypdf.PdfWriter], object]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@settings(deadline=None, max_examples=8, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(20, 160), min_size=5, max_size=9), st.integers(1, 2), st.integers(0, 9))
def test_paragraphs_come_back_whole_over_lines_columns_and_pages(sizes: list[int], columns: int, seed: int) -> None:
    told = [words(size, seed + at) for at, size in enumerate([*sizes, *[150] * 12])]
    setter = Setter(columns=columns, head=lambda page: "THE LIFE OF A BAKER" if page % 2 else "A. WRITER")
    for paragraph in told:
        setter.paragraph(paragraph)
    manuscript = read(setter.done(), "a.pdf")
    assert flow(manuscript) == [" ".join(paragraph) for paragraph in told]
    assert manuscript.words_read_share == 1.0


def test_addresses_lead_back_to_the_letters_of_the_page() -> None:
    setter = Setter()
    for seed in range(6):
        setter.paragraph(words(120, seed))
    data = setter.done()
    manuscript = read(data, "a.pdf")
    document = pypdfium2.PdfDocument(data)
    letters = {f"page {n + 1}": document[n].get_textpage().get_text_range() for n in range(len(document))}
    starts = [address.start for address in manuscript.addresses]
    for found in re.finditer(r"[\w.]+", manuscript.text):
        address = manuscript.addresses[bisect_right(starts, found.start()) - 1]
        there = address.offset + found.start() - address.start
        assert letters[address.part][there : there + len(found[0])] == found[0]


def test_heads_and_folios_stand_apart() -> None:
    setter = Setter(
        head=lambda page: "THE LIFE OF A BAKER" if page % 2 else "A. WRITER", folio=lambda page: str(page + 211)
    )
    for seed in range(12):
        setter.paragraph(words(150, seed))
    manuscript = read(setter.done(), "a.pdf")
    pages = len(manuscript.pages)
    asides = flow(manuscript, "aside")
    assert len(asides) == 2 * pages
    assert asides[:4] == ["A. WRITER", "211", "THE LIFE OF A BAKER", "212"]
    assert [page.label for page in manuscript.pages] == [str(211 + at) for at in range(pages)]
    assert [page.index for page in manuscript.pages] == list(range(pages))
    assert [warning.code for warning in manuscript.warnings] == ["W152"]


def test_a_heading_that_begins_with_the_pages_number_is_no_folio() -> None:
    setter = Setter(head=lambda page: f"Chapter {page}: Further Life" if page % 3 else "")
    headings = []
    for seed in range(20):
        setter.paragraph(words(150, seed))
        if setter.y < 250:
            setter.turn()
            headings.append(f"{setter.page + 1} Further Life")
            setter.line(headings[-1], size=16)
    manuscript = read(setter.done(), "a.pdf")
    assert len(headings) > 3
    assert flow(manuscript, "heading") == headings


def four_pages() -> bytes:
    setter = Setter(head=lambda _: "", folio=lambda _: "")
    for seed in range(7):
        setter.paragraph(words(150, seed))
    return setter.done()


def test_the_files_own_labels_name_its_pages() -> None:
    def label(writer: pypdf.PdfWriter) -> None:
        writer.set_page_label(0, 1, style=PageLabelStyle.LOWERCASE_ROMAN, start=11)
        writer.set_page_label(2, len(writer.pages) - 1, style=PageLabelStyle.DECIMAL, start=1)

    manuscript = read(changed(four_pages(), label), "a.pdf")
    assert [page.label for page in manuscript.pages][:4] == ["xi", "xii", "1", "2"]
    assert manuscript.warnings == ()


def test_labels_give_way_to_print_that_says_otherwise_throughout() -> None:
    setter = Setter(folio=lambda page: str(page + 87))
    for seed in range(9):
        setter.paragraph(words(150, seed))
    data = setter.done()

    def counting(start: int) -> Callable[[pypdf.PdfWriter], object]:
        return lambda writer: writer.set_page_label(0, len(writer.pages) - 1, style=PageLabelStyle.DECIMAL, start=start)

    counted = read(changed(data, counting(1)), "a.pdf")
    assert (counted.pages[1].label, [w.code for w in counted.warnings]) == ("88", ["W152"])
    named = read(changed(data, counting(501)), "a.pdf")
    assert (named.pages[1].label, [w.code for w in named.warnings]) == ("88", ["W153"])
    right = read(changed(data, counting(87)), "a.pdf")
    assert (right.pages[1].label, right.warnings) == ("88", ())
    assert not any(page.counted for told in (counted, named, right) for page in told.pages)


def test_two_pages_on_a_scan_are_two_pages() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(2 * WIDTH, HEIGHT))
    lines = [[f"{' '.join(words(8, 100 * page + at))}" for at in range(20)] for page in range(12)]
    for page, told in enumerate(lines):
        left = LEFT + (page % 2) * WIDTH
        canvas.drawString(left, TOP + 30, f"{40 + page}  A LIFE" if page % 2 else f"LETTERS  {40 + page}")
        for at, line in enumerate(told):
            canvas.drawString(left, TOP - LEADING * at, line[:55])
        if page % 2:
            canvas.showPage()
    canvas.save()
    manuscript = read(file.getvalue(), "a.pdf")
    assert [(mark.label, mark.index) for mark in manuscript.pages] == [(str(40 + n), n // 2) for n in range(12)]
    assert [warning.code for warning in manuscript.warnings] == ["W157"]
    for page, mark in enumerate(manuscript.pages):
        first = manuscript.text.index(lines[page][0][:40])
        before = [other.label for other in manuscript.pages if other.offset <= first]
        assert before[-1] == mark.label
    parts = {address.part for address in manuscript.addresses}
    assert parts == {f"page {n}" for n in range(1, 7)}


def test_two_columns_on_a_page_are_one_page() -> None:
    setter = Setter(columns=2, folio=lambda page: str(page + 87))
    for seed in range(12):
        setter.paragraph(words(150, seed))
    manuscript = read(setter.done(), "a.pdf")
    assert [mark.label for mark in manuscript.pages] == [str(87 + n) for n in range(len(manuscript.pages))]
    assert [mark.index for mark in manuscript.pages] == list(range(len(manuscript.pages)))


def test_pages_without_any_number_are_counted_and_that_is_said() -> None:
    manuscript = read(four_pages(), "a.pdf")
    assert [page.label for page in manuscript.pages][:3] == ["1", "2", "3"]
    assert all(page.counted for page in manuscript.pages)
    assert [warning.code for warning in manuscript.warnings] == ["W151"]


def test_foot_notes_that_are_called_are_notes() -> None:
    setter = Setter(folio=lambda page: str(page + 1))
    for seed in range(6):
        told = words(110, seed)
        told[20] += f"^{seed + 1}"
        told[50] += "^7"
        setter.paragraph(told)
        setter.foot.append((str(seed + 1), f"See the memoirs, p. {seed + 12}."))
    manuscript = read(setter.done(), "a.pdf")
    notes = {note.label: note for note in manuscript.notes}
    called = [label for label, note in notes.items() if note.anchors]
    assert called[:2] == ["1", "2"]
    first = notes["1"]
    assert first.span.of(manuscript.text) == "See the memoirs, p. 12."
    assert manuscript.text[: first.anchors[0].start].endswith(words(110, 0)[20])
    assert words(110, 0)[50] + "⁷" in manuscript.text, "a call without its note stays, as a raised figure"
    assert manuscript.words_read_share == 1.0


def test_set_in_passages_headings_and_verse() -> None:
    setter = Setter()
    setter.paragraph(words(90, 1))
    setter.y -= 10
    setter.line("CHAPTER II", 100, size=14)
    setter.y -= 10
    setter.paragraph(words(60, 2))
    setter.y -= 6
    setter.paragraph(words(50, 3), first=0, indent=25)
    setter.y -= 6
    setter.paragraph(words(60, 4))
    setter.y -= 6
    for line in ("Since I can do no good", "Because a woman, reach", "At something near it."):
        setter.line(line, 40)
    setter.y -= 6
    setter.paragraph(words(60, 5))
    manuscript = read(setter.done(), "a.pdf")
    kinds = [block.kind for block in manuscript.blocks if block.kind != "aside"]
    assert kinds == ["paragraph", "heading", "paragraph", "quote", "paragraph", "verse", "paragraph"]
    assert flow(manuscript, "quote") == [" ".join(words(50, 3))]
    assert flow(manuscript, "verse")[0].count("\n") == 2


def test_metadata_and_what_is_none() -> None:
    def name(writer: pypdf.PdfWriter) -> None:
        writer.add_metadata({"/Title": "A Life", "/Author": "A. Writer; B. Helper", "/CreationDate": "D:19210501"})

    metadata = read(changed(four_pages(), name), "a.pdf").metadata
    assert (metadata.title, metadata.authors, metadata.date) == ("A Life", ("A. Writer", "B. Helper"), "1921-05-01")
    unnamed = read(four_pages(), "a.pdf").metadata
    assert (unnamed.title, unnamed.authors) == ("", ())


def test_a_password_is_asked_for() -> None:
    locked = changed(four_pages(), lambda writer: writer.encrypt("secret"))
    with pytest.raises(ProtectedFile):
        read(locked, "a.pdf")
    open_to_read = changed(four_pages(), lambda writer: writer.encrypt("", "owner"))
    assert len(read(open_to_read, "a.pdf").pages) >= 4


def scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (40, 60), 200)), 0, 0, WIDTH, HEIGHT)


def test_pictures_of_pages_need_ocr() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    for _ in range(3):
        scan(canvas)
        canvas.showPage()
    canvas.save()
    with pytest.raises(NeedsOcr):
        read(file.getvalue(), "a.pdf")


def test_some_pictures_are_named_and_blank_pages_are_not() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    for page in range(6):
        if page in {1, 2, 4}:
            scan(canvas)
        elif page != 3:
            canvas.drawString(50, 400, "A few words of this page.")
        canvas.showPage()
    canvas.save()
    warnings = read(file.getvalue(), "a.pdf").warnings
    assert [(w.code, w.where) for w in warnings if w.code == "W154"] == [("W154", "pages 2–3, 5")]


def test_blank_pages_are_an_empty_file() -> None:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.showPage()
    canvas.save()
    with pytest.raises(EmptyFile):
        read(file.getvalue(), "a.pdf")


WHOLE = four_pages()


@settings(deadline=None, max_examples=30)
@given(st.integers(0, len(WHOLE)), st.binary(max_size=40))
def test_torn_and_scribbled_files_are_read_or_refused(at: int, scribble: bytes) -> None:
    for data in (WHOLE[:at], WHOLE[:at] + scribble + WHOLE[at + len(scribble) :], b"%PDF-1.4\n" + scribble):
        try:
            read(data, "a.pdf")
        except QuothError as told:
            complaint = told.todo
        else:
            complaint = "."
        assert complaint.endswith(".")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"words", bytes(2000)])
def test_what_is_no_pdf(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read(data, "a.pdf")


def with_content(content: bytes, filters: int = 1) -> bytes:
    """A PDF whose first page draws `content`, packed so many times."""
    for _ in range(filters):
        content = zlib.compress(content, 9)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(four_pages()))
    stream = StreamObject()
    stream._data = content
    stream[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode")] * filters)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("filters", [1, 2])
def test_a_bomb_is_refused_before_it_is_unpacked(filters: int) -> None:
    with pytest.raises(TooLarge):
        read(with_content(b"(bomb bomb bomb bomb) Tj " * 400_000, filters), "a.pdf")


def test_a_page_of_too_many_letters_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "FULLEST", 5000)
    drawn = b"BT /F1 9 Tf 9 500 Td " + b"(bomb bomb bomb bomb) Tj " * 5000 + b"ET"
    manuscript = read(with_content(drawn), "a.pdf")
    assert "W155" in {warning.code for warning in manuscript.warnings}
    assert len(manuscript.text) < 20_000


def test_pages_and_time_have_their_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    with pytest.raises(TooLarge):
        read(WHOLE, "a.pdf")
    monkeypatch.undo()
    monkeypatch.setattr(pdf, "SLOWEST", -1.0)
    with pytest.raises(TooLarge):
        read(WHOLE, "a.pdf")


def test_lines_that_recur_where_text_stands_are_text() -> None:
    """Letters that all begin alike: some do at the head or at the foot of a page."""
    setter = Setter(head=lambda _: "A LIFE IN LETTERS")
    began = "And of the journey home he wrote to her again as he had done in every letter so far and as he"
    for seed in range(60):
        setter.paragraph([*began.split(), *words(31 + seed % 3, seed)])
    manuscript = read(setter.done(), "a.pdf")
    assert set(flow(manuscript, "aside")) == {
        "A LIFE IN LETTERS",
        *(str(1 + at) for at in range(len(manuscript.pages))),
    }
    assert sum(text.startswith("And of the journey home") for text in flow(manuscript)) == 60


def test_a_list_counts_on_over_the_page() -> None:
    setter = Setter(head=lambda _: "NOTES", folio=lambda _: "")
    notes = [f"{at}. Anna Voss, Letters (Lund: Ekman), {'to her sister' * (at % 3)}." for at in range(12, 102)]
    for note in notes:
        setter.paragraph(note.split(), first=0)
    assert flow(read(setter.done(), "a.pdf")) == notes


def test_a_word_that_a_note_is_set_to_stands_on_a_line_of_its_own_where_both_have_no_room() -> None:
    setter = Setter()
    for seed in range(12):
        setter.paragraph(words(40 + seed, seed), first=0)
    measure = (RIGHT - LEFT) * 0.96
    line = "she went to the harbour and back, and said:"
    while measure - stringWidth(line, "Times-Roman", 10) > stringWidth("end”", "Times-Roman", 10) + 16:
        line = line.replace("back", "iback")
    setter.line("Whatever came of that winter at the station is not told, but that")
    setter.line(line)
    setter.line("end”^299")
    assert flow(read(setter.done(), "a.pdf"))[-1].endswith("and said: end”²⁹⁹")
