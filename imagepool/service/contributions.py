"""Contributions: photographers see their own pictures, and what is still open on each."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from imagepool.asset import Asset, Submission, SubmissionOutcome
from imagepool.rights.people import Role
from imagepool.service.current import pool
from imagepool.service.visitors import known_visitor, only
from imagepool.style.report import Report

bp = Blueprint("contributions", __name__)


@dataclass(frozen=True, slots=True)
class Contribution:
    """One uploaded file, and what became of it."""

    submission: Submission
    asset: Asset | None = None
    report: Report | None = None
    open_points: tuple[str, ...] = ()  # reasons why its rights do not let it be published


@bp.get("/meine-bilder")
@only(Role.CONTRIBUTOR)
def overview() -> ResponseReturnValue:
    """List what this person handed in, newest first."""
    page = pool.clearance.handed_in(known_visitor().id, request.args.get("after") or None)
    seen = [contribution(each) for each in page.items]
    waiting = sum(each.submission.outcome is SubmissionOutcome.WAITING for each in seen)
    return render_template(
        "contributions/overview.html", contributions=seen, following=page.next, waiting=waiting
    )


def contribution(submission: Submission) -> Contribution:
    """Return a file that came in with what was found; of others' pictures nothing is shown."""
    mine = submission.outcome in (SubmissionOutcome.ADDED, SubmissionOutcome.RETURNED)
    if not (mine and submission.asset_id):
        return Contribution(submission)
    asset = pool.asset(submission.asset_id)
    points = pool.clearance.open_points(asset)
    return Contribution(submission, asset, pool.report(asset.id), points)
