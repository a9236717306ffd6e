"""Try: which photos of the pool another concept would judge otherwise, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from imagepool.asset import Asset, State
from imagepool.style.calibration.opinion import Opinion
from imagepool.style.calibration.trying import Options, Trial, kept_options, reuse, tried_under
from imagepool.style.concept import parse_concept
from imagepool.style.report import Report
from imagepool.style.requirements import StyleConcept
from imagepool.workflows.look_again import look_again
from imagepool.workflows.workshop import Workshop

TRIED = (State.PUBLISHED, State.RETURNED, State.REJECTED)
_PAGE = 200


@dataclass(frozen=True, slots=True)
class _Judged:
    """A photo of the pool with what is kept about it."""

    asset: Asset
    document: Mapping[str, Any] | None  # the report's JSON
    opinions: tuple[Opinion, ...]

    @property
    def report(self) -> Report | None:
        return Report.from_json(self.document).under(self.opinions) if self.document else None


@dataclass(slots=True)
class _Attempt:
    """Another concept, and the options of those by which the pool has judged so far."""

    workshop: Workshop
    text: str
    concept: StyleConcept
    kept: Mapping[tuple[str, str], Mapping[str, Options]]

    def trial(self, one: _Judged) -> Trial:
        report = one.report
        known = tried_under(report, one.asset.description.keywords, self.concept)
        old = self.kept.get((report.concept_id, report.concept_version), {}) if report else {}
        noted = one.document is not None and "circumstances" in one.document
        found = reuse(report, old, self.concept, known, scene_known=noted)
        findings = found.findings
        if found.to_measure:
            again = look_again(self.workshop, one.asset, self.text, found.to_measure, known)
            findings += again.findings
        after = Report(
            concept_id=self.concept.id,
            concept_version=self.concept.version,
            findings=findings,
            circumstances=tuple(sorted(known)),
        )
        return Trial(
            asset_id=one.asset.id,
            title=one.asset.title,
            state=one.asset.state,
            before=report,
            after=after.under(one.opinions),
            measured=found.to_measure,
        )


def try_concept(
    workshop: Workshop,
    text: str,
    *,
    states: Collection[State] = TRIED,
    limit: int | None = None,
) -> Iterator[Trial]:
    """Try the concept of this text on the pool's photos, the newest first; nothing is written.

    ``limit`` is how many photos at most. Raises ``InvalidConcept`` before the first photo.
    """
    attempt = _Attempt(workshop, text, parse_concept(text), _kept(workshop))
    return _trials(attempt, states, limit)


def _trials(attempt: _Attempt, states: Collection[State], limit: int | None) -> Iterator[Trial]:
    workers = attempt.workshop.darkroom.workers
    left = limit
    with ThreadPoolExecutor(workers, thread_name_prefix="try") as threads:
        for page in _pages(attempt.workshop, states):
            chosen = page if left is None else page[:left]
            yield from threads.map(attempt.trial, chosen)
            left = None if left is None else left - len(chosen)
            if left == 0:
                return


def _pages(workshop: Workshop, states: Collection[State]) -> Iterator[list[_Judged]]:
    after: str | None = None
    while True:
        with workshop.catalogue.reading() as books:
            page = books.assets.page(states, after=after, limit=_PAGE)
            ids = [asset.id for asset in page.items]
            reports, opinions = books.assets.reports(ids), books.opinions.of_assets(ids)
        yield [
            _Judged(asset, reports.get(asset.id), tuple(opinions.get(asset.id, ())))
            for asset in page.items
        ]
        after = page.next
        if after is None:
            return


def _kept(workshop: Workshop) -> dict[tuple[str, str], Mapping[str, Options]]:
    with workshop.catalogue.reading() as books:
        kept = books.concepts.all()
    return {(one.id, one.version): kept_options(one.text) for one in kept}
