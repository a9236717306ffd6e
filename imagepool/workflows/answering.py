"""Answering: a holder says, by their link, what became of the recalled picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

from imagepool.asset import Asset
from imagepool.errors import InvalidRequest, InvalidTransition, NotFound
from imagepool.rights.recalls.notices import Answer, RecallNotice
from imagepool.rights.recalls.recall import Recall
from imagepool.workflows.workshop import Workshop, event, now

LONGEST_REMARK = 2000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a holder sees behind their link."""

    notice: RecallNotice
    recall: Recall
    assets: tuple[Asset, ...]  # the recalled ones that they hold
    replacements: tuple[Asset, ...]  # those that can still be had


def question(workshop: Workshop, token: str) -> Question:
    """Return what a link asks; raises ``NotFound`` for one that we have not written."""
    with workshop.catalogue.reading() as books:
        notice = books.notices.by_token(token) if token else None
        if notice is None:
            raise NotFound("link", token, hint="copy the whole address from the mail")
        recall = books.recalls.get(notice.recall_id)
        return Question(
            notice=notice,
            recall=recall,
            assets=tuple(books.assets.many(notice.asset_ids).values()),
            replacements=tuple(books.assets.many(recall.replacements).values()),
        )


def answer(workshop: Workshop, token: str, said: Answer, *, remark: str = "") -> RecallNotice:
    """Keep an answer in place of an earlier one; the history tells of both.

    Raises ``NotFound``, ``InvalidRequest`` for a remark that is too long, and
    ``InvalidTransition`` where the recall was undone or closed.
    """
    if len(remark) > LONGEST_REMARK:
        raise InvalidRequest(f"a remark has at most {LONGEST_REMARK} characters", hint="shorten it")
    asked = question(workshop, token)
    with workshop.catalogue.transaction() as books:
        recall = books.recalls.locked(asked.recall.id)
        if not recall.is_open:
            raise InvalidTransition(
                "the recall is over; no answer is needed any more",
                state="undone" if recall.undone_at else "closed",
                act="answer",
            )
        notice = books.notices.get(asked.notice.id)
        answered = replace(notice, answer=said, answered_at=now(), remark=remark.strip())
        for asset_id in notice.asset_ids:
            told = {"recall": recall.id, "notice": notice.id, "answer": said.value}
            books.events.add(event("answer_recall", asset_id, actor="receipt holder", **told))
        return books.notices.replace(answered)
