"""Build the XMP packet, the master of the three blocks.

Properties, types and namespaces: IPTC Photo Metadata TechReference 2025.1, PLUS LDF 2.0.1,
ccREL; the serialization: ISO 16684-1 (RDF/XML).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from imagepool.asset import Description, Licensor, Place, ReleaseMarks, RightsStatement
from imagepool.photo.packets.capture_time import parse_capture_time
from imagepool.photo.packets.text import clip, line, paragraphs

__all__ = ["LARGEST_PACKET", "NAMESPACES", "xmp_packet"]

LARGEST_PACKET = 60_000  # bytes; one JPEG segment takes 65 502

NAMESPACES: Mapping[str, str] = {
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "cc": "http://creativecommons.org/ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}

_PLUS_VOCABULARY = "http://ns.useplus.org/ldf/vocab/"
_LANGUAGE = "de"  # of the words that photographers and curators write
_NAME, _SENTENCE, _TEXT, _MOST_VALUES = 250, 2000, 12_000, 150  # bytes, bytes, bytes, values


def xmp_packet(
    asset_id: str, description: Description, rights: RightsStatement, *, minimal: bool
) -> bytes:
    """Return the packet with its wrapper; empty properties are left out.

    Where the texts are too long for one JPEG segment, all limits are halved until they fit.
    """
    for share in (1, 2, 4, 8, 16, 32):
        packet = _wrapped(_Writer(share), asset_id, description, rights, minimal=minimal)
        if len(packet) <= LARGEST_PACKET:
            break
    return packet


def _wrapped(
    write: _Writer,
    asset_id: str,
    description: Description,
    rights: RightsStatement,
    *,
    minimal: bool,
) -> bytes:
    properties = [*_rights(write, rights)]
    if not minimal:
        properties += _rights_in_full(write, asset_id, rights)
        properties += _words(write, description)
        properties += _releases(write, description, rights.releases)
        properties += _places(write, description)
    names = "".join(f'\n xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    body = "\n".join(text for text in properties if text)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about=""{names}>\n{body}\n</rdf:Description>\n'
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def _rights(write: _Writer, rights: RightsStatement) -> Iterator[str]:
    yield write.values("dc:creator", "Seq", rights.creator)
    yield write.languages("dc:rights", _one_text(rights.copyright_notice))
    yield write.text("photoshop:Credit", rights.credit_line)
    yield write.text("xmpRights:Marked", str(rights.marked))
    yield write.text("xmpRights:WebStatement", rights.license_url, limit=_SENTENCE)
    yield write.languages("xmpRights:UsageTerms", _terms(rights.usage_terms))
    yield write.text("plus:DataMining", _plus(rights.data_mining))
    yield write.structures("plus:Licensor", "Seq", map(_licensor, rights.licensor))


def _rights_in_full(write: _Writer, asset_id: str, rights: RightsStatement) -> Iterator[str]:
    yield write.text("photoshop:Source", rights.source)
    yield write.text("plus:CreditLineRequired", _plus(_credit_rule(rights)))
    constraints = map(_plus, rights.alterations)
    yield write.values("plus:ImageAlterationConstraints", "Bag", constraints)
    if rights.other_constraints:
        yield write.languages("plus:OtherConstraints", _terms(rights.other_constraints))
    for role in ("CopyrightOwner", "ImageCreator"):
        names = ({f"plus:{role}Name": name} for name in rights.creator)
        yield write.structures(f"plus:{role}", "Seq", names)
    yield write.structures("plus:ImageSupplier", "Seq", [{"plus:ImageSupplierName": rights.source}])
    yield write.text("plus:ImageSupplierImageID", asset_id)
    yield write.text("Iptc4xmpExt:DigImageGUID", rights.asset_url, limit=_SENTENCE)
    yield write.link("cc:license", rights.license_url)
    terms = [_terms_for_machines(rights.terms_url)] if rights.terms_url else []
    yield write.structures("Iptc4xmpExt:LinkedEncRightsExpr", "Bag", terms)
    yield write.text("cc:attributionName", ", ".join(rights.creator))
    yield write.link("cc:attributionURL", rights.asset_url)


def _words(write: _Writer, description: Description) -> Iterator[str]:
    moment = parse_capture_time(description.date_taken)
    yield write.languages("dc:title", _one_text(description.title))
    yield write.text("photoshop:Headline", description.headline)
    yield write.languages("dc:description", _one_text(description.caption), limit=_TEXT)
    yield write.values("dc:subject", "Bag", description.keywords)
    yield write.languages("Iptc4xmpCore:AltTextAccessibility", _one_text(description.alt_text))
    yield write.text("photoshop:DateCreated", moment.xmp if moment else "")
    yield write.text("Iptc4xmpExt:DigitalSourceType", description.digital_source_type)


def _releases(
    write: _Writer, description: Description, known: ReleaseMarks | None
) -> Iterator[str]:
    marks = known or ReleaseMarks(
        model_status=description.model_release_status,
        property_status=description.property_release_status,
    )
    yield write.text("plus:ModelReleaseStatus", _plus(marks.model_status))
    yield write.values("plus:ModelReleaseID", "Bag", marks.model_ids)
    yield write.values("Iptc4xmpExt:PersonInImage", "Bag", marks.persons)
    yield write.text("plus:PropertyReleaseStatus", _plus(marks.property_status))
    yield write.values("plus:PropertyReleaseID", "Bag", marks.property_ids)


def _places(write: _Writer, description: Description) -> Iterator[str]:
    created, shown = description.location_created, description.location_shown
    places = [created] if created else []
    yield write.structures("Iptc4xmpExt:LocationCreated", "Bag", map(_location, places))
    yield write.structures("Iptc4xmpExt:LocationShown", "Bag", map(_location, shown))
    legacy = created or next(iter(shown), Place())
    yield write.text("photoshop:City", legacy.city)
    yield write.text("photoshop:State", legacy.province_state)
    yield write.text("photoshop:Country", legacy.country_name)
    yield write.text("Iptc4xmpCore:CountryCode", legacy.country_code)
    yield write.text("Iptc4xmpCore:Location", legacy.sublocation)


def _one_text(text: str) -> Mapping[str, str]:
    return {"x-default": text, _LANGUAGE: text}


def _terms(texts: Mapping[str, str]) -> Mapping[str, str]:
    default = texts.get(_LANGUAGE) or next(iter(texts.values()), "")
    return {"x-default": default, **texts}


def _plus(code: str) -> str:
    # PLUS values are URIs; the catalogue keeps the bare code.
    return _PLUS_VOCABULARY + code if code and ":" not in code else code


def _credit_rule(rights: RightsStatement) -> str:
    # Without a rule of the license: adjacent to the image.
    return rights.credit_rule or ("CR-CAI" if rights.credit_required else "CR-NRQ")


def _terms_for_machines(url: str) -> Mapping[str, str]:
    return {
        "Iptc4xmpExt:LinkedRightsExpr": url,
        "Iptc4xmpExt:RightsExprEncType": "application/ld+json",
        "Iptc4xmpExt:RightsExprLangId": "http://www.w3.org/ns/odrl/2/",
    }


def _licensor(licensor: Licensor) -> Mapping[str, str]:
    return {
        "plus:LicensorName": licensor.name,
        "plus:LicensorURL": licensor.url,
        "plus:LicensorEmail": licensor.email,
    }


def _location(place: Place) -> Mapping[str, str]:
    return {
        "Iptc4xmpExt:Sublocation": place.sublocation,
        "Iptc4xmpExt:City": place.city,
        "Iptc4xmpExt:ProvinceState": place.province_state,
        "Iptc4xmpExt:CountryName": place.country_name,
        "Iptc4xmpExt:CountryCode": place.country_code,
    }


class _Writer:
    """Writes properties as XML; every limit of bytes and of values is divided by ``share``."""

    def __init__(self, share: int) -> None:
        self._share = share
        self._most = _MOST_VALUES // share

    def _fit(self, text: str, limit: int, shape: Callable[[str], str] = line) -> str:
        # Nobody should pay for shaping a megabyte of which two kilobytes remain.
        return escape(clip(shape(text[: 4 * limit]), limit // self._share))

    def text(self, name: str, text: str, *, limit: int = _SENTENCE) -> str:
        fit = self._fit(text, limit)
        return f"<{name}>{fit}</{name}>" if fit else ""

    def link(self, name: str, url: str) -> str:
        # Half a URL leads nowhere, so an overlong one is left out.
        fits = 0 < len(line(url)) <= _SENTENCE // self._share
        return f"<{name} rdf:resource={quoteattr(line(url))}/>" if fits else ""

    def languages(self, name: str, texts: Mapping[str, str], *, limit: int = _SENTENCE) -> str:
        fit = {language: self._fit(text, limit, paragraphs) for language, text in texts.items()}
        items = "".join(
            f"<rdf:li xml:lang={quoteattr(language)}>{text}</rdf:li>"
            for language, text in fit.items()
            if text
        )
        return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>" if items else ""

    def values(self, name: str, kind: str, texts: Iterable[str]) -> str:
        fit = [self._fit(text, _NAME) for text in islice(texts, self._most)]
        items = "".join(f"<rdf:li>{text}</rdf:li>" for text in fit if text)
        return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""

    def structures(self, name: str, kind: str, values: Iterable[Mapping[str, str]]) -> str:
        most = islice(values, self._most)
        written = ["".join(self.text(*field) for field in value.items()) for value in most]
        items = "".join(
            f'<rdf:li rdf:parseType="Resource">{fields}</rdf:li>' for fields in written if fields
        )
        return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
