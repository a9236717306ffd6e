from __future__ import annotations

import json
from pathlib import Path

from imagepool.style import schema
from imagepool.style.rules import RULES
from imagepool.style.schema import concept_schema

PUBLISHED = Path(schema.__file__).parent / "concept.schema.json"


def test_the_published_schema_is_the_one_that_is_checked() -> None:
    # After a change: python -m imagepool.style.schema > imagepool/style/concept.schema.json
    assert json.loads(PUBLISHED.read_text("utf-8")) == json.loads(json.dumps(concept_schema()))


def test_every_rule_has_its_place_with_options_and_sides() -> None:
    rules = concept_schema()["properties"]["rules"]["properties"]
    assert set(rules) == set(RULES.names)
    assert "min" in rules["darkness"]["properties"]
    assert "max" not in rules["darkness"]["properties"]
    assert not {"min", "max"} & rules["color-mode"]["properties"].keys()
    options = rules["sharpness"]["properties"]["options"]["properties"]
    assert options == {
        "min_edges": {"description": "edge pixels", "type": "integer", "minimum": 0, "default": 50}
    }
