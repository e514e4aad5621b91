"""Findings as people and programs read them."""

import json

from segmenter import Channel, Finding, OutboundMessage, Severity, Validation, count, validate
from segmenter.providers import profile
from segmenter.report.display import Screen, columns_taken
from segmenter.report.findings import Subject, validation_text
from segmenter.report.json_format import json_line

TEXTS = {"text": "Dinner at eight? Bring the ☃ and the kids"}
SUBJECT = Subject("sms", profile("dexatel"), TEXTS.get)


def shown(*findings: Finding, screen: Screen = Screen(), subject: Subject = SUBJECT) -> list[str]:  # noqa: B008
    """Return the lines below the verdict."""
    verdict, _, lines = validation_text(Validation(findings), subject, screen).partition("\n\n")
    assert verdict
    return lines.splitlines()


def error(
    message: str = "wrong",
    field: str = "text",
    *,
    rule: str = "SEG102",
    start: int | None = None,
    stop: int | None = None,
) -> Finding:
    return Finding(rule, Severity.ERROR, field, message, start, stop)


def test_without_findings_the_verdict_stands_alone() -> None:
    assert validation_text(Validation(()), SUBJECT, Screen()) == "fits: sms, profile dexatel\n"


def test_an_sms_has_its_count_below_the_verdict() -> None:
    lines = validation_text(Validation((), count("hi")), SUBJECT, Screen()).splitlines()
    assert lines[1:] == [
        "encoding  GSM-7",
        "segments  1",
        "units     2 of 160 septets",
        "free      158 septets",
    ]


def test_the_verdict_counts_findings_by_severity() -> None:
    severities = Severity.INFO, Severity.WARNING, Severity.WARNING, Severity.ERROR
    findings = tuple(error()._replace(severity=severity) for severity in severities)
    for chosen, verdict in (
        (findings, "does not fit: sms, profile dexatel, 1 error, 2 warnings, 1 note"),
        (findings[:3], "fits: sms, profile dexatel, 2 warnings, 1 note"),
    ):
        assert validation_text(Validation(chosen), SUBJECT, Screen()).splitlines()[0] == verdict


def test_a_place_has_a_few_characters_either_side() -> None:
    assert shown(error(start=27, stop=28))[1] == "  text[27:28]: …? Bring the |☃| and the kid…"
    assert shown(error(start=0, stop=6))[1] == "  text[0:6]: |Dinner| at eight? B…"


def test_a_long_place_is_cut() -> None:
    assert shown(error(start=7, stop=41))[1] == "  text[7:41]: Dinner |at eight? Bring the ☃ an…"


def test_a_place_is_left_out_where_there_is_no_text_or_no_such_place() -> None:
    for finding in (
        error(field="header", start=0, stop=1),
        error(start=40, stop=42),
        error(),
        error(start=3),
    ):
        assert len(shown(finding)) == 1


def test_what_cannot_be_shown_is_written_as_python_writes_it() -> None:
    subject = SUBJECT._replace(text_of=lambda _: "a\x1b[31m\nb\ud800")
    lines = shown(error("bad \x07", start=1, stop=2), subject=subject)
    assert lines == ["error SEG102 text: bad \\x07", "  text[1:2]: a|\\x1b|[31m\\nb\\ud800"]


def test_a_screen_without_unicode_gets_none() -> None:
    text = "\n".join(shown(error(start=27, stop=28), screen=Screen(encoding="ascii")))
    assert text.isascii()
    assert "...? Bring the |\\u2603| and the kid..." in text


def test_the_providers_code_has_its_words_where_they_are_known() -> None:
    assert shown(error()._replace(provider_code=1510))[1] == "  dexatel code 1510: 'data.text' is too long"
    assert shown(error()._replace(provider_code=9999))[1] == "  dexatel code 9999"


def test_lines_are_wrapped_under_each_other() -> None:
    lines = shown(error("so many words " * 9), screen=Screen(columns=40))
    assert lines[0].startswith("error SEG102 text: so")
    assert all(line.startswith("  ") for line in lines[1:])
    assert max(map(columns_taken, lines)) <= 40


def test_a_sentence_that_quotes_too_much_loses_its_middle() -> None:
    text = " ".join(shown(error("x" * 9000 + "; shorten it")))
    assert len(text) < 700
    assert text.endswith("; shorten it")


def test_six_alike_are_shown_and_of_seven_five() -> None:
    def places(number: int) -> list[str]:
        return shown(*(error("no", f"recipients[{place}]", rule="SEG302") for place in range(number)))

    assert len(places(6)) == 6
    assert places(7)[-2:] == ["error SEG302 recipients[4]: no", "  and 2 more SEG302 of this field"]


def test_others_are_shown_among_many_alike() -> None:
    alike = [error("no", f"recipients[{place}]", rule="SEG302") for place in range(100)]
    lines = shown(*alike[:50], error("other"), *alike[50:])
    assert lines[-2:] == ["  and 95 more SEG302 of this field", "error SEG102 text: other"]


def test_a_downgraded_message_has_its_own_verdict_and_channel() -> None:
    message = OutboundMessage(channel=Channel.IMESSAGE, text="Grüße", recipients=("37491000000",))
    subject = Subject("imessage", profile("sendblue"), lambda _: message.text)
    text = validation_text(validate(message, profile="sendblue"), subject, Screen(), note="mind this")
    assert text.count("note: mind this\n") == 1
    assert "\n\nfits if downgraded: sms, profile sendblue\nencoding  GSM-7\n" in text


def test_colour_marks_severities_and_changes_nothing_else() -> None:
    findings = tuple(error(start=0, stop=1)._replace(severity=severity) for severity in Severity)
    painted = validation_text(Validation(findings), SUBJECT, Screen(colour=True))
    for severity, colour in {"error": 31, "warning": 33, "info": 2}.items():
        assert f"\x1b[{colour}m{severity}\x1b[0m SEG102" in painted
    for code in ("\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[33m", "\x1b[0m"):
        painted = painted.replace(code, "")
    assert painted == validation_text(Validation(findings), SUBJECT, Screen())


def test_an_object_has_every_field_and_the_branch_within() -> None:
    less = Validation((), count("hi"))
    validation = Validation((error(start=1, stop=2),), None, less)
    assert validation.as_dict() == {
        "fits": False,
        "findings": [
            {
                "rule": "SEG102",
                "severity": "error",
                "field": "text",
                "message": "wrong",
                "start": 1,
                "stop": 2,
                "provider_code": None,
            }
        ],
        "count": None,
        "downgraded": less.as_dict(),
    }
    assert json.loads(json_line(validation.as_dict(), ascii_only=True)) == validation.as_dict()
    assert json_line(validation.as_dict()).count("\n") == 1


def test_an_object_can_be_ascii() -> None:
    assert json_line(Validation((error("é ☃"),)).as_dict(), ascii_only=True).isascii()
    assert "é ☃" in json_line(Validation((error("é ☃"),)).as_dict())
