"""Package: several licensed files as one ZIP, with receipts, licenses and credit lines.

::

    bilder/…                 the files, with their rights inside
    belege/….receipt.json    the signed receipts; ….de.pdf and ….en.pdf are the same on paper
    lizenzen/….de.md, .en.md the texts of the licenses
    bildnachweis.txt         what to print at each picture, German and English
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Self, cast

from imagepool.errors import InvalidRequest
from imagepool.rights.addresses import contact_address
from imagepool.rights.license import License
from imagepool.rights.proof.receipts import Receipt
from imagepool.rights.uses import Use
from imagepool.rights.words import LANGUAGES, words
from imagepool.workflows import deliver, download, fetch
from imagepool.workflows.download import Delivery
from imagepool.workflows.workshop import Workshop

__all__ = ["MOST", "Package", "download_package", "package_again"]

MOST = 200  # files in one package

_PRESSED = {"image/jpeg", "image/png", "image/webp", "image/avif", "image/heic"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A ZIP on its way out: read ``stream`` from its start, and close the package after use."""

    stream: BinaryIO  # a nameless temporary file
    receipts: tuple[Receipt, ...]
    name: str
    byte_count: int

    media_type = "application/zip"

    def close(self) -> None:
        """Forget the bytes; the receipts stay in the catalogue."""
        self.stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def download_package(
    workshop: Workshop,
    asset_ids: Iterable[str],
    preset: str,
    use: Use,
    *,
    recipient: str = "",
    contact: str = "",
    accepted_terms: bool = False,
) -> Package:
    """Hand out several files for one use, all or none, each with its receipt.

    One file is in memory at a time. All receipts are in the catalogue before the package is
    returned; ``contact`` is the address at which their holder is told of a recall. Raises
    ``UseRefused`` where the rights to one of them say no, ``InvalidRequest`` for none or too many
    and for what is no address, and what ``download`` raises.
    """
    wanted = _wanted(asset_ids)
    deliver.require_preset(preset)
    address = contact_address(contact)
    decisions = [download.allowed(download.judge_use(workshop, each, use)) for each in wanted]
    download.require_acceptance(accepted=accepted_terms)
    deliveries = (
        download.drawn_up(workshop, asset_id, preset, use, decision, recipient=recipient)
        for asset_id, decision in zip(wanted, decisions, strict=True)
    )
    package, issued = _packed(workshop, deliveries)
    try:
        download.record(workshop, use, issued, contact=address)
    except BaseException:
        package.close()
        raise
    return package


def package_again(workshop: Workshop, receipt_id: str) -> Package:
    """Return the package of an earlier download once more, under its own receipt.

    Raises ``UseRefused`` and ``ChangedMeanwhile`` as ``fetch.again`` does.
    """
    package, _issued = _packed(workshop, [fetch.again(workshop, receipt_id)])
    return package


def _wanted(asset_ids: Iterable[str]) -> list[str]:
    wanted = list(dict.fromkeys(asset_ids))
    if not 1 <= len(wanted) <= MOST:
        raise InvalidRequest(
            f"a package holds 1 to {MOST} pictures, not {len(wanted)}",
            hint="download them in several packages" if wanted else "name the pictures",
        )
    return wanted


def _packed(
    workshop: Workshop, deliveries: Iterable[Delivery]
) -> tuple[Package, list[tuple[Receipt, bytes]]]:
    stream = tempfile.TemporaryFile(prefix="imagepool-")  # noqa: SIM115  (it leaves with the package)
    issued: list[tuple[Receipt, bytes]] = []
    try:
        with zipfile.ZipFile(stream, "w") as archive:
            for delivery in deliveries:
                _add(archive, delivery)
                issued.append((delivery.receipt, delivery.signed))
            receipts = tuple(receipt for receipt, _signed in issued)
            _add_terms(archive, workshop, receipts)
        size = stream.seek(0, 2)
        stream.seek(0)
    except BaseException:
        stream.close()
        raise
    name = f"{download.slug(workshop.identity.name)}-{receipts[0].id}.zip"
    package = Package(
        stream=cast("BinaryIO", stream), receipts=receipts, name=name, byte_count=size
    )
    return package, issued


def _add(archive: zipfile.ZipFile, delivery: Delivery) -> None:
    receipt = delivery.receipt
    _write(archive, receipt, f"bilder/{receipt.file_name}", delivery.data)
    _write(archive, receipt, f"belege/{receipt.document_name}", delivery.signed)
    for language in LANGUAGES:
        name = f"belege/{receipt.paper_name(language)}"
        _write(archive, receipt, name, delivery.paper(language))


def _add_terms(archive: zipfile.ZipFile, workshop: Workshop, receipts: tuple[Receipt, ...]) -> None:
    licenses = {each.license_id: workshop.license(each.license_id) for each in receipts}
    for terms in licenses.values():
        for language, text in terms.text.items():
            _write(archive, receipts[0], f"lizenzen/{terms.id}.{language}.md", text.encode())
    lines = [_heading(), *(_credit(each, licenses[each.license_id]) for each in receipts)]
    _write(archive, receipts[0], "bildnachweis.txt", "\n".join(lines).encode())


def _write(archive: zipfile.ZipFile, receipt: Receipt, name: str, data: bytes) -> None:
    issued = datetime.fromisoformat(receipt.issued_at)
    entry = zipfile.ZipInfo(name, date_time=issued.timetuple()[:6])
    entry.external_attr = 0o644 << 16
    pressed = name.startswith("bilder/") and receipt.media_type in _PRESSED
    entry.compress_type = zipfile.ZIP_STORED if pressed else zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _heading() -> str:
    told = words("package", "heading")
    return "".join(f"{told[language]}\n" for language in LANGUAGES)


def _credit(receipt: Receipt, terms: License) -> str:
    lines = [receipt.file_name, f"  {receipt.credit_line}", f"  {terms.id}: {receipt.license_url}"]
    for condition in receipt.conditions:
        lines += [f"  - {condition[language]}" for language in LANGUAGES if language in condition]
    return "\n".join([*lines, f"  {receipt.pool_url}/belege/{receipt.id}", ""])
