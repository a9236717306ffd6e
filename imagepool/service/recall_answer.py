"""The page behind the link in a recall's mail: see what is asked, and answer with one click.

Opening the page stores nothing, since mail scanners open every link; only its form does.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from imagepool.rights.recalls.notices import Answer
from imagepool.rights.recalls.recall import deadline_of
from imagepool.service.current import pool
from imagepool.workflows.answering import LONGEST_REMARK

bp = Blueprint("recall_answer", __name__)


@bp.get("/rueckruf/<token>")
def show(token: str) -> ResponseReturnValue:
    return _page(token, request.args.get("antwort", ""))


@bp.post("/rueckruf/<token>")
def answer(token: str) -> ResponseReturnValue:
    said, remark = request.form.get("answer", ""), request.form.get("remark", "")
    if said not in set(Answer):
        return _page(token, "", missing=True), 422
    pool.recalls.answer(token, Answer(said), remark=remark)
    return redirect(url_for("recall_answer.show", token=token, danke=1), 303)


def _page(token: str, chosen: str, *, missing: bool = False) -> str:
    asked = pool.recalls.question(token)
    licenses = tuple(pool.licenses[asset.license_id] for asset in asked.assets)
    given = asked.notice.answer
    return render_template(
        "recall_answer/show.html",
        asked=asked,
        recall=asked.recall,
        chosen=chosen if chosen in set(Answer) else str(given or ""),
        given=given,
        thanks=bool(given and request.args.get("danke")),
        deadline=deadline_of(asked.recall, licenses).isoformat(),
        answers=Answer,
        longest=LONGEST_REMARK,
        missing=missing,
        token=token,
    )
