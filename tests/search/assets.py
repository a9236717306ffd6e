"""Assets and documents for the tests of the search."""

from __future__ import annotations

from imagepool.asset import Asset, Description, Likeness, Original, State
from imagepool.search.document import Document, document_of


def make_asset(
    id_: str = "0123456789abcdef",
    *,
    description: Description | None = None,
    state: State = State.PUBLISHED,
    number: int = 1,
    license_id: str = "CC-BY-4.0",
    name: str = "DSC_0042.JPG",
    size: tuple[int, int] = (3000, 2000),
) -> Asset:
    return Asset(
        id=id_,
        original=Original(
            digest="0" * 64,
            format="JPEG",
            byte_count=1,
            width=size[0],
            height=size[1],
            name=name,
        ),
        likeness=Likeness(0, 0),
        state=state,
        description=description or Description(),
        creator=("Jana Beyer",),
        license_id=license_id,
        agreement_id="a",
        added_at="2026-01-01T00:00:00Z",
        number=number,
    )


def make_document(
    number: int, title: str = "", *, state: State = State.PUBLISHED, **words: object
) -> Document:
    """Return the document of an asset with that number; `words` are of its description."""
    description = Description(title=title, **words)  # type: ignore[arg-type]  # fields by name
    return document_of(
        make_asset(id_of(number), description=description, state=state, number=number)
    )


def id_of(number: int) -> str:
    return f"{number:016d}"
