import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referencing import Registry, Resource

from dateline.errors import ConfigError
from dateline.model import Report, Value
from dateline.report import records, render
from dateline.report.safe import clip, json_safe, mark_lines, safe, width_of
from dateline.report.select import baseline_text, find_work, read_baseline, select

SCHEMAS = ("claim", "finding", "outlook", "article", "report")
CLAIM_KEYS = [
    "doc",
    "subject",
    "kind",
    "season",
    "part",
    "episode",
    "event",
    "start",
    "end",
    "edtf",
    "granularity",
    "basis",
    "when_text",
    "value",
    "territory",
    "platform",
    "polarity",
    "modality",
    "condition",
    "attribution",
    "attribution_kind",
    "as_of",
    "quote_start",
    "quote_end",
    "quote",
    "mentions",
    "confidence",
    "id",
    "article",
]
FINDING_KEYS = [
    "code",
    "relation",
    "severity",
    "subject",
    "season",
    "event",
    "claims",
    "message",
    "steps",
    "fingerprint",
]


def validator(name: str) -> jsonschema.Draft202012Validator:
    schemas = [records.schema(other) for other in SCHEMAS]
    registry = Registry().with_resources([(s["$id"], Resource.from_contents(s)) for s in schemas])
    schema = records.schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(
        schema, registry=registry, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def test_claim_rows_have_the_published_keys_in_order(report: Report) -> None:
    row = records.claim_row(report.claims[0])
    assert list(row) == CLAIM_KEYS
    assert (row["subject"], row["season"], row["start"], row["end"]) == (
        "Harbour Lights",
        2,
        "2025-03-04",
        "2025-03-04",
    )
    assert (row["edtf"], row["when_text"], row["attribution"]) == (
        "2025-03-04",
        "March 4, 2025",
        "Northlight",
    )
    assert row["value"] is None
    assert records.claim_row(report.claims[2])["mentions"] == [[9, 16]]


def test_finding_rows_have_the_published_keys_in_order(report: Report) -> None:
    row = records.finding_row(report.findings[1])
    assert list(row) == FINDING_KEYS
    assert row["steps"][2] == {"text": "No day satisfies both windows.", "claim": None, "rule": "D101"}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Value(low=10, high=10), 10),
        (Value(low=10, high=12), "10-12"),
        (Value(low=10), "10+"),
        (Value(names=("Ana Ruiz", "Ben Cole")), "Ana Ruiz; Ben Cole"),
        (Value(status="under way"), "under way"),
        (Value(), None),
        (None, None),
    ],
)
def test_values_are_numbers_only_when_exact(report: Report, value: Value | None, shown: object) -> None:
    assert records.claim_row(replace(report.claims[1], value=value))["value"] == shown


def test_rows_fit_their_schemas(report: Report) -> None:
    document = json.loads(render(report, "json"))
    validator("report").validate(document)
    for row in document["claims"]:
        validator("claim").validate(row)
    validator("article").validate(records.article_row(report.articles[0], text=True))


def test_schemas_refuse_what_is_not_a_row(report: Report) -> None:
    row = records.claim_row(report.claims[0])
    for wrong in ({**row, "start": "soon"}, {**row, "extra": 1}, {**row, "event": "party"}, {"doc": "a"}):
        assert not validator("claim").is_valid(wrong)
    assert not validator("report").is_valid({**records.report_dict(report), "schema": "2"})


def test_schemas_name_the_keys_in_the_rows_order(report: Report) -> None:
    assert list(records.schema("claim")["properties"]) == CLAIM_KEYS
    assert list(records.schema("finding")["properties"]) == FINDING_KEYS
    row = records.outlook_row(report.outlook[0])
    assert list(records.schema("outlook")["properties"]) == list(row)


def test_schema_of_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        records.schema("../claim")


@given(st.text())
def test_json_is_the_same_data_and_shows_no_control(text: str) -> None:
    encoded = json_safe(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(encoded) == {"a": text}
    assert "\x1b" not in encoded
    assert len(encoded.splitlines()) == 1


@given(st.text(st.characters(codec=None)))
def test_safe_text_is_one_printable_line(text: str) -> None:
    shown = safe(text)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown)
    shown.encode()


@given(st.text(), st.integers(2, 50))
def test_clip_keeps_to_its_limit(text: str, limit: int) -> None:
    assert width_of(clip(text, limit)) <= limit


@given(st.lists(st.tuples(st.text(), st.booleans()), max_size=4), st.integers(20, 60))
def test_marked_lines_keep_to_the_width_and_lose_no_word(parts: list[tuple[str, bool]], width: int) -> None:
    lines = mark_lines(parts, width)
    assert all(width_of(line) <= width and len(carets) <= width for line, carets in lines)
    words = safe("".join(text for text, _ in parts)).replace(" ", "")
    assert "".join(line for line, _ in lines).replace(" ", "") == words


def test_select_and_ignore_take_the_longest_prefix(report: Report) -> None:
    def codes(chosen: tuple[str, ...] = (), ignored: tuple[str, ...] = ()) -> list[str]:
        return [finding.code for finding in select(report, select=chosen, ignore=ignored).findings]

    assert codes() == ["R301", "D101"]
    assert codes(("D",)) == ["D101"]
    assert codes(("D", "R3")) == ["R301", "D101"]
    assert codes((), ("R",)) == ["D101"]
    assert codes(("D101",), ("D",)) == ["D101"], "the longer one decides"
    assert codes(("D",), ("D",)) == [], "of two equally long, ignore does"
    assert codes(("X",)) == []


def test_a_baseline_hides_what_it_accepts(report: Report, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "accepted.json"
    path.write_text(baseline_text(report.findings[:1]), encoding="utf-8")
    assert read_baseline(path) == {"f2"}
    assert [f.code for f in select(report, accepted=read_baseline(path)).findings] == ["D101"]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"kind": "dateline-baseline", "schema": "1"}', "[" * 100_000, "\xff"]
)
def test_another_file_is_no_baseline(text: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "accepted.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"accepted\.json"):
        read_baseline(path)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_baseline(tmp_path / "missing.json")


def test_works_are_found_by_name_and_by_part() -> None:
    known = ["Harbour Lights", "Harbour Nights", "The Tide Room"]
    assert find_work("harbour  LIGHTS", known) == "Harbour Lights"
    assert find_work("tide", known) == "The Tide Room"
    with pytest.raises(ConfigError, match="several works: 'Harbour Lights', 'Harbour Nights'"):
        find_work("harbour", known)
    with pytest.raises(ConfigError, match="did you mean 'The Tide Room'"):
        find_work("The Tied Room", known)
    with pytest.raises(ConfigError, match=r"named 'Zebra'$"):
        find_work("Zebra", known)
