"""The main job as a person at a terminal does it, and what each command says and returns."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from imagepool.photo.containers import write_blocks
from imagepool.photo.packet import build_packet
from tests.cli.conftest import Run
from tests.making import make_photo
from tests.photo.delivered import DESCRIPTION, RIGHTS
from tests.pools import CREATOR, LICENSE, put_photos, titled_photo

TERMS = ("--license", LICENSE, "--creator", CREATOR)
USE = ("--purpose", "tourism", "--channel", "web")


@pytest.fixture
def asset(imagepool: Run, tmp_path: Path) -> str:
    """Give the id of one published asset."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "market.jpg").write_bytes(titled_photo(title="Untermarkt in Mühlhausen"))
    ran = imagepool("ingest", "in", *TERMS, "--publish", "--json")
    assert ran.code == 0, ran.err
    identity: str = ran.json["id"]
    return identity


def test_from_a_folder_to_a_verified_download(imagepool: Run, tmp_path: Path, asset: str) -> None:
    page = imagepool("search", "Muehlhausen", "--json").json
    assert [hit["id"] for hit in page["hits"]] == [asset]
    assert page["facets"]["license"][0] | {"label": ""} == {
        "value": LICENSE,
        "label": "",
        "count": 1,
    }

    told = imagepool("may", asset, *USE, "--json")
    assert told.code == 0
    assert told.json["verdict"] in ("allowed", "conditions")

    got = imagepool("download", asset, "--preset", "screen", *USE, "--out", "out", "--json")
    assert got.code == 0
    assert CREATOR in got.json["credit_line"]
    for name in ("file", "receipt"):
        verified = imagepool("verify", got.json[name], "--json")
        assert (verified.code, verified.json["valid"]) == (0, True)

    changed = tmp_path / "changed.jpg"
    changed.write_bytes((tmp_path / got.json["file"]).read_bytes() + b"x")
    assert imagepool("verify", changed).code == 1


def test_a_receipt_verifies_without_the_pool(imagepool: Run, tmp_path: Path, asset: str) -> None:
    got = imagepool("download", asset, "--preset", "print", *USE, "--out", "out", "--json").json
    keys = imagepool("config", "keys").out
    (tmp_path / "jwks.json").write_text(keys, encoding="utf-8")
    shutil.rmtree(tmp_path / "imagepool-data")
    assert imagepool("verify", got["receipt"], "--keys", "jwks.json").code == 0
    forged = (tmp_path / got["receipt"]).read_text(encoding="utf-8").replace("tourism", "private")
    (tmp_path / "forged.json").write_text(forged, encoding="utf-8")
    assert imagepool("verify", "forged.json", "--keys", "jwks.json").code == 1


def test_text_for_people_says_the_same(imagepool: Run, asset: str) -> None:
    assert asset in imagepool("search", "Untermarkt").out
    assert "Credit line" in imagepool("download", asset, "--preset", "grid", *USE).out
    assert imagepool("may", asset, *USE).out.startswith(("allowed", "conditions"))
    again = imagepool("ingest", "in", *TERMS)
    assert "already_there" in again.out
    assert "1 already_there" in again.err


def test_a_returned_and_a_refused_file_make_the_exit_code_1(imagepool: Run, tmp_path: Path) -> None:
    put_photos(tmp_path / "in", 1)
    (tmp_path / "in" / "small.jpg").write_bytes(make_photo(60, 40))
    (tmp_path / "in" / "words.jpg").write_text("words", encoding="utf-8")
    ran = imagepool("ingest", "in", *TERMS, "--publish", "--json")
    outcomes = {Path(line["file"]).name: line for line in ran.lines}
    assert ran.code == 1
    assert outcomes["small.jpg"]["outcome"] == "returned"
    assert outcomes["small.jpg"]["findings"] == ["resolution"]
    assert outcomes["words.jpg"]["error"]["code"] == "unsupported_format"
    assert outcomes["photo-00.jpg"]["outcome"] == "added"


def test_curators_decide_at_the_terminal_too(imagepool: Run, tmp_path: Path) -> None:
    put_photos(tmp_path / "in", 2)
    one, two = (line["id"] for line in imagepool("ingest", "in", *TERMS, "--json").lines)
    queue = imagepool("review", "queue", "--json").json
    assert {row["id"] for row in queue["assets"]} == {one, two}
    assert imagepool("review", "publish", one).code == 1
    assert imagepool("review", "publish", one, "--signed").code == 0
    assert imagepool("review", "reject", two, "--reason", "blurred", "--json").json["state"] == (
        "rejected"
    )
    assert imagepool("download", two, "--preset", "grid", *USE).code == 1
    assert imagepool("review", "withdraw", one, "--reason", "consent").code == 0
    assert imagepool("search").code == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("search", "x"), 4, "imagepool init"),
        (("ingest", "nowhere", *TERMS), 2, "does not exist"),
        (("ingest", ".", "--license", LICENSE), 2, "--creator"),
        (("ingest", ".", "--license", "CC-BY-9", "--creator", "x"), 3, "CC-BY-4.0"),
        (("explain", "sharpnes"), 2, "sharpness"),
        (("check", ".", "--concept", "words.txt"), 2, ""),
        (("may", "nothing", *USE), 4, "imagepool init"),
        (("may", "nothing", *USE, "--for", "no mail"), 2, "no e-mail address"),
    ],
)
def test_what_goes_wrong_is_said_with_what_to_do(
    imagepool: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    (tmp_path / "words.txt").write_text("no concept", encoding="utf-8")
    ran = imagepool(*arguments)
    assert (ran.code, words in ran.err) == (code, True), ran.err


def test_an_unknown_asset_is_not_found(imagepool: Run, asset: str) -> None:
    ran = imagepool("download", asset[::-1], "--preset", "grid", *USE, "--json")
    assert ran.code == 3
    assert ran.json["error"]["code"] == "not_found"


def test_a_wrong_setting_is_named(imagepool: Run) -> None:
    ran = imagepool("config", "show", IMAGEPOOL_REGOIN="x")
    assert (ran.code, "did you mean 'region'" in ran.err) == (4, True)


def test_checks_and_looks_need_no_pool(imagepool: Run, tmp_path: Path) -> None:
    put_photos(tmp_path / "in", 1)
    (tmp_path / "in" / "words.txt").write_text("words", encoding="utf-8")
    ran = imagepool("check", "in", "--format", "json")
    photos = {Path(photo["file"]).name: photo for photo in ran.json["photos"]}
    assert photos["words.txt"]["verdict"] == "unreadable"
    assert {"rule", "verdict", "value", "unit", "required", "region", "message", "remedy"} <= set(
        photos["photo-00.jpg"]["findings"][0]
    )
    assert imagepool("check", "in", "--out", "report.txt").out == ""
    assert "words.txt: unreadable" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    seen = imagepool("inspect", "in/photo-00.jpg", "--json").json
    assert (seen["format"], seen["width"], seen["height"]) == ("JPEG", 640, 480)
    assert imagepool("inspect", "in/words.txt").code == 1
    assert not (tmp_path / "imagepool-data").exists()


def test_init_makes_a_pool_and_fsck_finds_it_clean(imagepool: Run, tmp_path: Path) -> None:
    for _ in range(2):
        assert imagepool("init").code == 0
    assert (tmp_path / "imagepool.toml").is_file()
    assert imagepool("fsck", "--json").json == {"clean": True, "problems": []}
    assert imagepool("db", "upgrade").code == 0
    assert imagepool("worker", "--until-empty").code == 0


def test_accounts_get_links_that_work_once(imagepool: Run) -> None:
    ran = imagepool("account", "add", "eva@example.org", "--name", "Eva", "--json")
    assert "/anmelden/" in ran.json["link"]
    assert imagepool("account", "link", "nobody@example.org").code == 3
    assert imagepool("account", "add", "nonsense", "--name", "Eva").code == 2
    assert imagepool("account", "link", "eva@example.org").out != ran.json["link"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(imagepool: Run, shell: str) -> None:
    assert "_IMAGEPOOL_COMPLETE" in imagepool("completion", shell).out


def test_a_file_that_says_otherwise_is_told(imagepool: Run, tmp_path: Path) -> None:
    rights = replace(RIGHTS, creator=("Kai Fremd",))
    packet = build_packet("0" * 16, DESCRIPTION, rights)
    path = tmp_path / "contrary.jpg"
    path.write_bytes(write_blocks(make_photo(640, 480), "JPEG", packet))
    ran = imagepool("ingest", str(path), *TERMS, "--json")
    told = {each["kind"]: each["stated"] for each in ran.json["contrary"]}
    assert told["creator"] == "Kai Fremd"
    asset = ran.json["id"]
    refused = imagepool("review", "publish", asset, "--signed")
    assert refused.code == 1
    assert "Kai Fremd" in refused.err
    agreed = imagepool("review", "publish", asset, "--confirm-rights", "asked by letter", "--json")
    assert agreed.json["state"] == "published"


def test_what_an_original_leaves_out_is_told(
    imagepool: Run, tmp_path: Path, photos_dir: Path
) -> None:
    path = photos_dir / "obsd-espie_belgrade1.jpg"
    asset = imagepool("ingest", str(path), *TERMS, "--publish", "--json").json["id"]
    out = str(tmp_path / "out")
    told = imagepool("download", asset, "--preset", "original", *USE, "--out", out, "--json").json
    assert {"position", "maker_notes"} <= set(told["left_out"])
    strip = imagepool("download", asset, "--preset", "print-credit", *USE, "--out", out, "--json")
    assert strip.json["left_out"] == []
    assert Path(strip.json["file"]).read_bytes().startswith(b"\xff\xd8")
    plain = imagepool("download", asset, "--preset", "grid-credit", *USE, "--out", out)
    assert plain.code == 2
    assert "screen-credit" in plain.err


def test_a_smaller_copy_is_identified_and_a_stranger_is_not(
    imagepool: Run, tmp_path: Path, asset: str
) -> None:
    got = imagepool("download", asset, "--preset", "social", *USE, "--out", "out", "--json").json
    found = imagepool("identify", got["file"], "--receipt", got["receipt"], "--json")
    assert found.code == 0
    best = found.json["matches"][0]
    assert (best["id"], best["kind"], best["status"]) == (asset, "exact", "published")
    assert (best["credit_line"], best["receipt_fits"]) == (got["credit_line"], True)
    assert {"confidence", "decision"} <= best.keys()
    assert CREATOR in imagepool("identify", got["file"]).out

    (tmp_path / "strange.jpg").write_bytes(make_photo(seed=50))
    strange = imagepool("identify", "strange.jpg", "--json")
    assert (strange.code, strange.json["matches"]) == (1, [])
    assert imagepool("identify", "none.jpg").code == 2
    (tmp_path / "text.jpg").write_text("no picture", "utf-8")
    assert imagepool("identify", "text.jpg").code == 1
