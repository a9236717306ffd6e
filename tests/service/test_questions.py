from __future__ import annotations

import threading

from imagepool.pool import Pool
from imagepool.rights.declarations import Persons
from tests.service.conftest import Visitor
from tests.service.test_upload import a_photo, hand_in

NOTHING = {
    "own_work": "yes",
    "persons": "none",
    "ground": "public",
    "artwork": "none",
    "drone": "no",
    "origin": "camera",
}


def handed_in(conrad: Visitor, pool: Pool, seed: int, **answers: str) -> str:
    """Hand one picture in, and return its asset's id."""
    answer = hand_in(conrad, [a_photo(seed)], **answers)
    pool.work(threading.Event(), until_empty=True)
    [submission] = pool.submissions(answer.location.rsplit("/", 1)[-1])
    return str(submission.asset_id)


def publish(anna: Visitor, asset_id: str) -> int:
    page = f"/redaktion/{asset_id}"
    return anna.send(page, f"{page}/veroeffentlichen").status_code


def test_an_answered_upload_can_be_published(conrad: Visitor, anna: Visitor, pool: Pool) -> None:
    asset_id = handed_in(conrad, pool, 401, **NOTHING)
    assert publish(anna, asset_id) == 303


def test_an_open_question_is_told_and_keeps_from_publishing(
    conrad: Visitor, anna: Visitor, pool: Pool
) -> None:
    answer = hand_in(conrad, [a_photo(402)], **{**NOTHING, "persons": ""})
    pool.work(threading.Event(), until_empty=True)
    page = conrad.get(answer.location).text
    assert "noch Fragen offen" in page
    [submission] = pool.submissions(answer.location.rsplit("/", 1)[-1])
    asset_id = str(submission.asset_id)
    assert f"/bilder/{asset_id}/fragen" in page
    assert publish(anna, asset_id) == 422
    form = f"/bilder/{asset_id}/fragen"
    assert conrad.send(form, **NOTHING).status_code == 303
    assert publish(anna, asset_id) == 303


def test_what_the_answers_need_must_be_there(conrad: Visitor, anna: Visitor, pool: Pool) -> None:
    people = {**NOTHING, "persons": "recognizable", "children": "no"}
    asset_id = handed_in(conrad, pool, 403, **people)
    declarations = pool.clearance.rights(pool.asset(asset_id)).clearance.declarations
    assert declarations.persons is Persons.RECOGNIZABLE
    assert "erbeten, aber noch nicht erteilt" in anna.get(f"/redaktion/{asset_id}").text
    assert publish(anna, asset_id) == 422


def test_only_who_handed_it_in_and_editors_answer(
    visitor: Visitor, conrad: Visitor, asset_id: str, pool: Pool
) -> None:
    form = f"/bilder/{asset_id}/fragen"
    assert visitor.get(form).status_code == 303
    assert conrad.get(form).status_code == 403  # the picture is not his
    mine = handed_in(conrad, pool, 404, **NOTHING)
    assert 'value="none" checked' in conrad.get(f"/bilder/{mine}/fragen").text


def test_a_made_up_answer_is_refused(conrad: Visitor) -> None:
    assert hand_in(conrad, [a_photo(405)], persons="aliens").status_code == 400
