"""The receipt on paper: an accessible PDF/A-3 with the signed receipt inside.

Tagged as PDF/UA-1 asks for, with its fonts embedded; the same receipt, language and version of the
typesetter give the same bytes. What counts is the signed receipt inside, never the page.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import tomllib
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import typst

from imagepool.errors import InvalidRequest
from imagepool.rights.proof.receipts import Receipt
from imagepool.rights.uses import Channel, Purpose
from imagepool.rights.words import LANGUAGES, LangText, label, words

__all__ = ["Page", "compare_page", "embedded_receipt", "is_ours", "is_paper", "print_receipt"]

_STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
_LARGEST = 256 * 1024  # bytes of a receipt; a real one has four thousand
_LARGEST_PDF = 8_000_000  # bytes; a real one has fifty thousand
_MOST_STREAMS = 500
_OURS = b"imagepool-paper-"
_MARK = b'"format": "imagepool-receipt-'
_STREAM = re.compile(rb"stream\r?\n")
_TEMPLATE = Path(__file__).with_suffix(".typ")
_WORDS = Path(__file__).with_suffix(".toml")
_PLAIN = "\N{REPLACEMENT CHARACTER}"


def print_receipt(receipt: Receipt, signed: bytes, language: str) -> bytes:
    """Return the receipt as a PDF in a language ("de" or "en"), its signed form attached.

    Characters that no font at hand has, such as emoji, are replaced on the page; the receipt inside
    has them. Raises ``InvalidRequest`` for another language.
    """
    if language not in LANGUAGES:
        raise InvalidRequest(
            f"no receipt is printed in {language!r}", hint=f"there are {', '.join(LANGUAGES)}"
        )
    paper, issued = _paper(receipt, language), datetime.fromisoformat(receipt.issued_at)
    inputs = {"paper": json.dumps(_shown(paper, _printable)), "signed": signed.decode()}
    try:
        return _typeset(_TEMPLATE.read_bytes(), inputs, issued)
    except typst.TypstError:  # signs that can be shown, but not beside each other
        inputs["paper"] = json.dumps(_shown(paper, _western))
        return _typeset(_TEMPLATE.read_bytes(), inputs, issued)


class Page(Enum):
    """How the page of a PDF stands to the receipt inside."""

    SAME = "same"
    CHANGED = "changed"
    UNKNOWN = "unknown"  # typeset by another version of the program, or saved anew


def compare_page(receipt: Receipt, signed: bytes, data: bytes) -> Page:
    """Say whether a PDF is, to the last byte, the one that is printed of its receipt."""
    printed = [print_receipt(receipt, signed, language) for language in LANGUAGES]
    if data in printed:
        return Page.SAME
    same_make = any(_make(data) == _make(each) for each in printed)
    return Page.CHANGED if same_make else Page.UNKNOWN


def _make(data: bytes) -> list[bytes]:
    # Typesetter and template, as the XMP names them: another version of either sets another page.
    return re.findall(rb"<(?:xmp:CreatorTool|pdf:Keywords)>([^<]*)<", data)


def is_paper(data: bytes) -> bool:
    """Say whether the bytes are a PDF."""
    return b"%PDF-" in data[:1024]


def embedded_receipt(data: bytes) -> bytes | None:
    """Return the signed receipt inside a PDF, or None where there is none.

    It is looked for in the file's streams, not by the file's own directory: that is safe with
    whatever strangers hand in, and finds it too where another program has saved the file anew.
    """
    return next((each for each in _streams(data) if _MARK in each), None)


def is_ours(data: bytes) -> bool:
    """Say whether a PDF calls itself a receipt of this program, whatever became of it."""
    return _OURS in data


def _streams(data: bytes) -> Iterator[bytes]:
    if len(data) > _LARGEST_PDF:
        return
    for head in islice(_STREAM.finditer(data), _MOST_STREAMS):
        raw = data[head.end() : head.end() + _LARGEST]
        if raw.startswith(b"{"):
            yield raw[: raw.find(b"endstream")].rstrip() + b"\n"
        else:
            yield _inflated(raw)


def _inflated(raw: bytes) -> bytes:
    """Return what a compressed stream holds, as far as it is whole."""
    inflating, held = zlib.decompressobj(), bytearray()
    with contextlib.suppress(zlib.error):
        for start in range(0, len(raw), 256):
            held += inflating.decompress(raw[start : start + 256], _LARGEST)
            if inflating.eof or len(held) > _LARGEST:
                break
    return bytes(held)


def _typeset(template: bytes, inputs: dict[str, str], moment: datetime) -> bytes:
    compiler = typst.Compiler(ignore_system_fonts=True)
    printed = compiler.compile(
        template,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=_STANDARDS,
        timestamp=int(moment.timestamp()),
    )
    assert isinstance(printed, bytes)
    return printed


def _shown(value: Any, fit: Callable[[str], bool]) -> Any:
    """Return the value with all its texts as they can be shown."""
    if isinstance(value, str):
        return "".join(sign if fit(sign) else _PLAIN for sign in value)
    if isinstance(value, Mapping):
        return {name: _shown(each, fit) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(each, fit) for each in value]
    return value


def _western(sign: str) -> bool:
    return "\u0020" <= sign <= "\u007e" or "\u00a1" <= sign <= "\u017f"


@cache
def _printable(sign: str) -> bool:
    if _western(sign):
        return True
    try:
        _typeset(_PROBE, {"sign": sign}, datetime.fromtimestamp(0).astimezone())
    except typst.TypstError:
        return False
    return True


_PROBE = b"""#set document(title: "-")
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), lang: "de")
#sys.inputs.sign"""


@cache
def _template_mark() -> str:
    sources = [_TEMPLATE, Path(__file__), _WORDS, Path(__file__).parents[1] / "words.toml"]
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources))
    return f"{_OURS.decode()}{digest.hexdigest()[:16]}"


def _paper(receipt: Receipt, language: str) -> Mapping[str, Any]:
    told = {name: text[language] for name, text in _words().items()}
    return {
        "lang": language,
        "title": told["title"],
        "issuer": receipt.pool_name,
        "number": receipt.id,
        "mark": _template_mark(),
        "page": told["page"],
        "lead": told["lead"].format(pool=receipt.pool_name),
        "credit_label": told["credit"],
        "credit": receipt.credit_line or "-",
        "facts": told["facts"],
        "values": told["values"],
        "sections": [
            {"heading": told[name], "rows": [row for row in rows if row[1]]}
            for name, rows in _sections(receipt, told, language).items()
        ],
        "conditions_label": told["conditions"],
        "conditions": [_line(each.get(language, "")) for each in receipt.conditions],
        "verify": told["verify"],
        "verify_text": told["verify_text"].format(name=receipt.document_name),
        "verify_url": f"{receipt.pool_url.rstrip('/')}/pruefen",
        "attachment": receipt.document_name,
        "attached": told["attached"],
    }


def _sections(
    receipt: Receipt, told: Mapping[str, str], language: str
) -> Mapping[str, list[tuple[str, str]]]:
    copies = told["copies"].format(copies=_number(receipt.print_run, language))
    copies = copies if receipt.print_run else ""
    where = ", ".join(filter(None, [_of(Channel, receipt.channel, language), copies]))
    return {
        "use": [
            (told["number"], receipt.id),
            (told["issued"], _moment(receipt.issued_at, language)),
            (told["issuer"], receipt.pool_name),
            (told["recipient"], _line(receipt.recipient)),
            (told["purpose"], _of(Purpose, receipt.purpose, language)),
            (told["channel"], where),
            (told["decision"], words("verdicts", receipt.decision)[language]),
            (told["license"], f"{receipt.license_id}, {receipt.license_version}"),
            (told["terms"], receipt.license_url),
        ],
        "picture": [
            (told["shown"], _line(receipt.title)),
            (told["creator"], _line(", ".join(receipt.creator))),
            (told["asset"], receipt.asset_id),
            (told["address"], receipt.asset_url),
        ],
        "file": [
            (told["name"], receipt.file_name),
            (told["bytes"], told["byte_count"].format(bytes=_number(receipt.file_bytes, language))),
            ("SHA-256", _breakable(receipt.file_sha256)),
        ],
    }


def _of(kind: type[Purpose | Channel], value: str, language: str) -> str:
    known = [each.value for each in kind]
    return label(kind(value))[language] if value in known else value


def _line(text: str) -> str:
    return " ".join(text.split())


def _number(number: int | None, language: str) -> str:
    text = f"{number or 0:,}"
    return text.replace(",", ".") if language == "de" else text


def _breakable(digest: str) -> str:
    return " ".join(digest[start : start + 16] for start in range(0, len(digest), 16))


def _moment(moment: str, language: str) -> str:
    at = datetime.fromisoformat(moment)
    shape = "%d.%m.%Y, %H:%M:%S %Z" if language == "de" else "%Y-%m-%d, %H:%M:%S %Z"
    return at.strftime(shape)


@cache
def _words() -> Mapping[str, LangText]:
    return tomllib.loads(_WORDS.read_text("utf-8"))
