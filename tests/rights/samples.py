"""Values that the tests of this room share."""

from __future__ import annotations

from imagepool.asset import Asset, Description, Likeness, Original, State
from imagepool.rights.agreements import Agreement
from imagepool.rights.clearance import Clearance
from imagepool.rights.declarations import Declarations
from imagepool.rights.licenses import load_licenses
from imagepool.rights.proof.receipts import Receipt
from imagepool.rights.statement import PoolIdentity

POOL = PoolIdentity(
    name="Bilderpool Nordthüringen", url="https://pool.example/", email="bilder@pool.example"
)

ASSET = Asset(
    id="0123456789abcdef",
    original=Original(
        digest="0" * 64, format="JPEG", byte_count=3, width=30, height=20, name="Tor.jpg"
    ),
    likeness=Likeness(0, 0),
    state=State.PUBLISHED,
    description=Description(title="Frauentor"),
    creator=("Jürgen Müßig",),
    license_id="LicenseRef-Bilderpool-1.0",
    agreement_id="agr-1",
    added_at="2026-05-01T12:00:00+00:00",
)

AGREEMENT = Agreement(
    id="agr-1",
    creator="Jürgen Müßig",
    signed_at="2025-11-01T12:00:00+00:00",
    signed_by="jm@example.org",
    template_version="1",
    text_sha256="3" * 64,
    license_ids=tuple(load_licenses()),
)

CLEARED = Clearance(agreement=AGREEMENT, declarations=Declarations.nothing_to_release())

RECEIPT = Receipt(
    id="j3nyc-x4l3q-62rbm-hmdxn",
    issued_at="2026-05-01T12:00:00+00:00",
    pool_name=POOL.name,
    pool_url=POOL.url,
    asset_id=ASSET.id,
    asset_url="https://pool.example/bilder/0123456789abcdef",
    title='Frauentor "abends"\n',
    creator=ASSET.creator,
    preset="print",
    file_name="frauentor.jpg",
    media_type="image/jpeg",
    file_sha256="1" * 64,
    file_bytes=123_456,
    license_id=ASSET.license_id,
    license_version="1.0",
    license_url="https://pool.example/lizenzen/LicenseRef-Bilderpool-1.0",
    license_text_sha256="2" * 64,
    agreement_id="agr-1",
    credit_line="© Jürgen Müßig / Bilderpool Nordthüringen",
    purpose="tourism",
    channel="print",
    audience="municipality",
    print_run=5000,
    decision="conditions",
    clause="purposes",
    conditions=({"de": "Urheberangabe", "en": "Credit line"},),
    recipient="Stadt Mühlhausen",
)
