"""tantivy, a search engine in Rust, with passages of 200 words as documents, so that it can say where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from peer import Answer, passages, share, words

HOW = (
    "passages of 200 words, each beginning in the middle of the last; the words as a phrase first, else the best "
    "passage by BM25, if it has two thirds of them"
)
needs = ("tantivy",)
slow = False

ENOUGH = 2 / 3  # of the words of a quotation
HEAP = 200_000_000  # bytes for the writer


def index(library: Path, place: Path) -> None:
    documents = (
        {"text": text[start:stop], "book": file.name, "start": start, "stop": stop}
        for file in sorted(library.iterdir())
        for text in [file.read_text(encoding="utf-8")]
        for start, stop in passages(text)
    )
    write(documents, place)


def write(documents: Iterable[dict[str, Any]], place: Path) -> None:
    import tantivy  # noqa: PLC0415  a peer need not be installed

    place.mkdir(parents=True)
    writer = tantivy.Index(_schema(), str(place)).writer(HEAP)
    for document in documents:
        writer.add_document(tantivy.Document(**document))
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> Any:
    import tantivy  # noqa: PLC0415

    schema = tantivy.SchemaBuilder().add_text_field("text", stored=True).add_text_field("book", stored=True)
    return schema.add_integer_field("start", stored=True).add_integer_field("stop", stored=True).build()


def search(library: Path, place: Path, texts: Sequence[str]) -> list[Answer | None]:  # noqa: ARG001  the index knows
    import tantivy  # noqa: PLC0415

    opened = tantivy.Index.open(str(place))
    opened.reload()
    return [_found(words(text), opened) for text in texts]


def _found(wanted: Sequence[str], opened: Any) -> Answer | None:
    import tantivy  # noqa: PLC0415

    searcher, schema = opened.searcher(), opened.schema
    if len(wanted) > 1 and (exact := searcher.search(tantivy.Query.phrase_query(schema, "text", wanted), 1).hits):
        return _answer(searcher.doc(exact[0][1]), verified=True)
    terms = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", word)) for word in dict.fromkeys(wanted)]
    for _, address in searcher.search(tantivy.Query.boolean_query(terms), 1).hits:
        document = searcher.doc(address)
        if share(wanted, document["text"][0]) >= ENOUGH:
            return _answer(document, verified=False)
    return None


def _answer(document: Any, *, verified: bool) -> Answer:
    start = document["start"]
    return Answer(document["book"][0], start[0] if start else None, document["stop"][0] if start else None, verified)
