"""The rights statement: what may be done with a picture, said once for all who say it."""

from __future__ import annotations

from dataclasses import dataclass

from imagepool.asset import Licensor, ReleaseMarks, RightsStatement
from imagepool.errors import RightsMissing
from imagepool.rights.credit import CreditParts, fill
from imagepool.rights.license import License

__all__ = ["PoolIdentity", "state_rights"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolIdentity:
    """Who grants the licenses, as it stands in files, credits and receipts."""

    name: str
    url: str  # public address of the pool, https://...
    email: str = ""
    asset_path: str = "/bilder/{id}"  # of an asset's page

    @property
    def signature(self) -> str:
        """How the pool signs a letter."""
        return f"{self.name}\n{self.email}".strip()

    def asset_url(self, asset_id: str) -> str:
        """Return the address of an asset's page."""
        return self.url.rstrip("/") + self.asset_path.replace("{id}", asset_id)


def state_rights(
    *,
    asset_id: str,
    creator: tuple[str, ...],
    license: License,  # noqa: A002  (the field's word)
    copyright_notice: str,
    pool: PoolIdentity,
    releases: ReleaseMarks | None = None,
) -> RightsStatement:
    """Return the statement for one asset; an empty copyright notice follows from the creator.

    ``releases`` are what files may say of the releases that the pool keeps.

    Raises ``RightsMissing`` where no creator is named: nothing is guessed.
    """
    names = tuple(name for name in (" ".join(each.split()) for each in creator) if name)
    if not names:
        raise RightsMissing(
            "no creator is named",
            missing=("creator",),
            hint="name who took the picture; a pseudonym will do",
        )
    parts = CreditParts(
        creator=names,
        pool=pool.name,
        license_name=license.short_name,
        license_url=license.url_at(pool.url),
        asset_url=pool.asset_url(asset_id),
    )
    return RightsStatement(
        creator=names,
        copyright_notice=copyright_notice.strip() or fill(license.attribution.notice, parts),
        credit_line=fill(license.attribution.template, parts),
        source=pool.name,
        usage_terms={
            language: fill(text, parts, line=license.attribution.template)
            for language, text in license.usage_terms.items()
        },
        license_id=license.id,
        license_url=parts.license_url,
        licensor=(Licensor(pool.name, parts.asset_url, pool.email),),
        marked=license.marked,
        data_mining=license.data_mining,
        credit_required=license.attribution.required,
        asset_url=parts.asset_url,
        terms_url=license.terms_url_at(pool.url),
        credit_rule=license.attribution.rule,
        alterations=license.alterations,
        other_constraints=license.other_constraints or {},
        releases=releases,
    )
