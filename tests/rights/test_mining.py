from __future__ import annotations

from imagepool.rights.mining import tdm_rules


def test_where_nothing_is_reserved_one_rule_says_so() -> None:
    assert tdm_rules(None, ["a"]) == [{"location": "/*", "tdm-reservation": 0}]


def test_open_pictures_come_before_what_is_reserved() -> None:
    rules = tdm_rules("https://pool.example/odrl", ["0123"])
    assert [rule["location"] for rule in rules] == [
        *("/bilder/0123", "/dateien/0123/*"),
        *("/bilder/*", "/dateien/*"),
    ]
    assert [rule["tdm-reservation"] for rule in rules] == [0, 0, 1, 1]
    assert [rule.get("tdm-policy") for rule in rules[2:]] == ["https://pool.example/odrl"] * 2


def test_several_policies_are_not_named_as_one() -> None:
    assert "tdm-policy" not in tdm_rules("", [])[0]
