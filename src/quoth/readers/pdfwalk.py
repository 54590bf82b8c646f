"""Says the paragraphs of a PDF to the builder: pages turn, notes are called, hyphens close, letters get addresses."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.readers.builder import Builder, Node
from quoth.readers.numerals import RAISED
from quoth.readers.pdflayout import FootNote, Paragraph, Placed, Sheet, call_label
from quoth.readers.pdfpage import HYPHEN, Piece, Row, row_of

__all__ = ["Walk"]

SOFT_HYPHEN = "\u00ad"


class Walk:
    """One use: `say` all paragraphs. `labels` are the pages', in order; `counted`: nobody but us calls them so."""

    def __init__(self, builder: Builder, sheets: Sequence[Sheet], labels: Sequence[str], *, counted: bool) -> None:
        self._builder, self._sheets, self._labels, self._counted = builder, sheets, labels, counted
        self._turned = 0  # pages begun
        self._next = (-1, -1)  # page and letter that would follow on the last one said
        self._notes = {(note.number, note.label): note for sheet in sheets for note in sheet.notes}
        self._said: set[tuple[int, str]] = set()

    def say(self, paragraphs: Sequence[Paragraph]) -> None:
        for paragraph in paragraphs:
            self._turn(paragraph.rows[0][0])
            self._builder.open(paragraph.kind, level=paragraph.level)
            self._next = (-1, -1)
            self._rows(paragraph.rows, verse=paragraph.kind == "verse")
        self._turn(len(self._sheets) - 1)
        self._uncalled(len(self._sheets))

    def _rows(self, rows: Sequence[Placed], *, verse: bool = False) -> None:
        for at, (number, row) in enumerate(rows):
            if at:
                self._join(rows[at - 1][1], verse=verse)
            self._turn(number, inside=True)
            self._row(number, row)

    def _join(self, last: Row, *, verse: bool) -> None:
        """Between two lines: a space; where a word is broken, the line end stays and tells how it was."""
        if verse or last.text.endswith((HYPHEN, "-", "\u2010")):
            self._builder.newline()
            self._next = (-1, -1)
        else:
            self._letters(" ", *self._next)

    def _row(self, number: int, row: Row) -> None:
        """Words that follow each other in the page's letters as in the row are said at once."""
        run, index = "", -1
        for piece in row.pieces:
            label = call_label(piece)
            if label is not None and (number, label) in self._notes:
                self._letters(run, number, index)
                run = ""
                self._call((number, label), piece)
                continue
            text = piece.text.translate(RAISED) if label is not None else piece.text
            space = " " if piece.spaced and piece is not row.pieces[0] else ""
            if run and index + len(run + space) == piece.index:
                run += space + text
            else:
                self._letters(run, number, index)
                run, index = space + text, piece.index - len(space)
        # A hyphen that pdfium takes for a line end's inside a line is one of the author's.
        self._letters(run[:-1].replace(HYPHEN, "-") + run[-1:].replace(HYPHEN, SOFT_HYPHEN), number, index)

    def _letters(self, letters: str, number: int, index: int) -> None:
        if not letters:
            return
        if number < 0 or (number, index) == self._next:
            self._builder.say(letters)
        else:
            self._builder.say(letters, Node(part=f"page {self._sheets[number].scan + 1}"), offset=index)
        if number >= 0:
            self._next = (number, index + len(letters))

    # -- pages -------------------------------------------------------------------------------------------------

    def _turn(self, number: int, *, inside: bool = False) -> None:
        """Begin every page up to `number`; `inside` a paragraph that runs on."""
        while self._turned <= number:
            sheet, label = self._sheets[self._turned], self._labels[self._turned]
            if not inside:
                self._uncalled(self._turned)
                self._builder.close()
            self._builder.page(label, index=sheet.scan, counted=self._counted)
            self._turned += 1
            self._marginal(sheet, inside=inside)

    def _marginal(self, sheet: Sheet, *, inside: bool) -> None:
        for row in sheet.marginal:
            if inside:
                self._builder.begin_aside("aside")
            else:
                self._builder.open("aside")
            self._next = (-1, -1)
            self._row(sheet.number, row)
            if inside:
                self._builder.end_aside()
            self._next = (-1, -1)

    # -- notes -------------------------------------------------------------------------------------------------

    def _call(self, key: tuple[int, str], piece: Piece) -> None:
        self._builder.call(_reference(key), mark=piece.text)
        trailing = piece.text[len(key[1]) :]
        if key not in self._said:
            self._body(self._notes[key])
        self._next = (-1, -1)
        if trailing:
            self._letters(trailing, key[0], piece.index + len(key[1]))

    def _uncalled(self, before: int) -> None:
        """Notes of pages before `before` that nothing called."""
        for key, note in self._notes.items():
            if key[0] < before and key not in self._said:
                self._builder.close()
                self._body(note)

    def _body(self, note: FootNote) -> None:
        key = (note.number, note.label)
        self._said.add(key)
        self._builder.begin_note(_reference(key), note.label, "footnote")
        self._next = (-1, -1)
        self._builder.recognised(note.label)
        rows = [(note.rows[0][0], _without_label(note.rows[0][1], note.label)), *note.rows[1:]]
        for at, (number, row) in enumerate(rows):
            if at:
                self._join(rows[at - 1][1], verse=False)
            self._row(number, row)
        self._builder.end_aside()
        self._next = (-1, -1)


def _reference(key: tuple[int, str]) -> str:
    return f"{key[0]}:{key[1]}"


def _without_label(row: Row, label: str) -> Row:
    """The row behind the label it begins with."""
    first, *others = row.pieces
    rest = first.text[len(label) :].lstrip(".) ")
    if not rest:
        return row_of(others, row.column) if others else row
    cut = len(first.text) - len(rest)
    kept = Piece(
        text=rest, index=first.index + cut, left=first.left, right=first.right, y=first.y, size=first.size, spaced=False
    )
    return row_of((kept, *others), row.column)
