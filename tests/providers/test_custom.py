"""Profiles that users bring: what each key does, and what is said of a wrong one."""

import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import (
    Boundary,
    Channel,
    Encoding,
    Measure,
    NationalLanguage,
    OutboundMessage,
    Policy,
    Profile,
    SegmenterError,
    Severity,
    UnknownProfileError,
    count,
    validate,
)
from segmenter.core.policy import LANGUAGE_CODES
from segmenter.errors import ProfileError
from segmenter.providers import PROFILES, custom, profile
from segmenter.providers.custom import find_profile, load_profile, nearest_pyproject, profiles_in

ACME = """
[tool.segmenter.profiles.acme]
extends = "twilio"
prefix = "Acme: "
[tool.segmenter.profiles.acme-two]
"""


def loaded(folder: Path, toml: str, name: str = "acme.toml") -> Profile:
    (folder / name).write_text(toml, encoding="utf-8")
    return load_profile(folder / name)


def refused(folder: Path, toml: str | bytes) -> ProfileError:
    path = folder / "acme.toml"
    path.write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    with pytest.raises(ProfileError) as caught:
        load_profile(path)
    assert caught.value.path == str(path)
    assert str(caught.value).startswith(str(path))
    return caught.value


# What a profile holds


def test_an_empty_file_is_the_standard_under_the_files_name(tmp_path: Path) -> None:
    own = loaded(tmp_path, "")
    assert (own.name, own.summary) == ("acme", "extends standard")
    for field in ("channels", "policy", "codes", "sources", "send_styles", "max_segments"):
        assert getattr(own, field) == getattr(profile("standard"), field)


@pytest.mark.parametrize("base", PROFILES)
def test_every_built_in_profile_can_be_extended(tmp_path: Path, base: str) -> None:
    own = loaded(tmp_path, f'extends = "{base}"')
    assert own.channels == profile(base).channels
    assert own.follows.startswith(f"acme.toml, which extends {base}; ")


def test_every_key_has_its_value(tmp_path: Path) -> None:
    own = loaded(
        tmp_path,
        """
        extends = "sendblue"
        summary = "Acme's own"
        prefix = "Acme: "
        suffix = " Reply STOP"
        strip = true
        max_segments = 3
        max_recipients = 7
        channels = ["sms", "rcs"]
        max_variable = { number = 30, measure = "grapheme-clusters" }
        [policy]
        encodings = ["UCS-2", "GSM-7"]
        locking_shifts = ["turkish", "pt"]
        single_shifts = ["hi"]
        boundary = "grapheme cluster"
        reference_width = 16
        """,
    )
    assert (own.summary, own.prefix, own.suffix, own.strip) == ("Acme's own", "Acme: ", " Reply STOP", True)
    assert (own.max_segments, own.max_recipients, list(own.channels)) == (3, 7, [Channel.SMS, Channel.RCS])
    assert own.max_variable
    assert (own.max_variable.number, own.max_variable.measure) == (30, Measure.GRAPHEME_CLUSTERS)
    assert own.policy == Policy(
        (Encoding.UCS2, Encoding.GSM7),
        (NationalLanguage.TURKISH, NationalLanguage.PORTUGUESE),
        (NationalLanguage.HINDI,),
        Boundary.GRAPHEME_CLUSTER,
        own.policy.reference_width,
    )
    assert own.policy.reference_width == 16
    assert own.downgrades == {}  # iMessage, which could be downgraded, is not kept


def test_policy_keys_left_out_are_inherited(tmp_path: Path) -> None:
    own = loaded(tmp_path, 'extends = "twilio-toll-free"\n[policy]\nsingle_shifts = ["tr"]')
    assert own.policy.reference_width == 16
    assert own.policy.single_shifts == {NationalLanguage.TURKISH}


def test_languages_go_by_the_codes_of_the_command_and_by_name(tmp_path: Path) -> None:
    for language, code in LANGUAGE_CODES.items():
        for name in (code, language.name.lower()):
            own = loaded(tmp_path, f'[policy]\nsingle_shifts = ["{name}"]')
            assert own.policy.single_shifts == {language}


LIMIT = '[[limits]]\nchannel = "whatsapp"\nfield = "text"\nnumber = 900\n'


def test_a_limit_replaces_the_inherited_one_of_its_kind(tmp_path: Path) -> None:
    own = loaded(tmp_path, f'{LIMIT}measure = "code-points"\nsource = "wiki"\nread = 2026-11-01\nnote = "n"')
    old, new = (one.channels[Channel.WHATSAPP].limits for one in (profile("standard"), own))
    assert [limit.field for limit in new] == [limit.field for limit in old]
    assert (new[0].number, new[0].source.page, new[0].source.read, new[0].note) == (
        900,
        "wiki",
        date(2026, 11, 1),
        "n",
    )
    assert new[1:] == old[1:]


@pytest.mark.parametrize(
    "other", ['measure = "utf8-octets"', 'measure = "code-points"\nseverity = "warning"']
)
def test_a_limit_of_another_measure_or_severity_stands_beside_it(tmp_path: Path, other: str) -> None:
    own = loaded(tmp_path, LIMIT + other)
    old, new = (one.channels[Channel.WHATSAPP].limits for one in (profile("standard"), own))
    assert new[:-1] == old
    assert not new[-1].source.verified
    assert new[-1].source.page == "acme.toml"


def test_the_built_in_profile_is_left_as_it_was(tmp_path: Path) -> None:
    before = repr(profile("standard"))
    loaded(tmp_path, f'prefix = "x"\n{LIMIT}measure = "code-points"')
    assert repr(profile("standard")) == before


def test_messages_are_validated_against_it(tmp_path: Path) -> None:
    own = loaded(
        tmp_path,
        'prefix = "Acme: "\nmax_segments = 1\n[[limits]]\nchannel = "sms"\nfield = "text"\nnumber = 150\n'
        'measure = "septets"\nseverity = "warning"\n',
    )
    message = OutboundMessage(channel=Channel.SMS, text="a" * 155)
    result = validate(message, profile=own)
    assert result.count == count("Acme: " + "a" * 155)
    assert [(finding.rule, finding.severity) for finding in result.findings] == [
        ("SEG103", Severity.ERROR),
        ("SEG102", Severity.WARNING),
    ]
    assert validate(message, profile="standard").fits


# Where it is found


def test_the_tables_of_pyproject_are_profiles(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(ACME)
    own = profiles_in(tmp_path / "pyproject.toml")
    assert list(own) == ["acme", "acme-two"]
    assert own["acme"] == load_profile(tmp_path / "pyproject.toml", "acme")
    assert own["acme"].prefix == "Acme: "


def test_a_pyproject_without_profiles_has_none(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert profiles_in(tmp_path / "pyproject.toml") == {}
    with pytest.raises(ProfileError, match="has no profiles; add one"):
        load_profile(tmp_path / "pyproject.toml")


def test_of_one_profile_in_pyproject_no_name_need_be_given(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("[tool.segmenter.profiles.only]\n")
    assert load_profile(path).name == "only"
    path.write_text(ACME)
    with pytest.raises(ProfileError, match="has 2 profiles; name one of acme, acme-two"):
        load_profile(path)
    with pytest.raises(UnknownProfileError, match="the profiles are acme, acme-two"):
        load_profile(path, "other")


def test_a_file_may_be_given_another_name(tmp_path: Path) -> None:
    loaded(tmp_path, "")
    assert load_profile(str(tmp_path / "acme.toml"), "x").name == "x"


def test_the_nearest_pyproject_that_has_profiles_counts(tmp_path: Path) -> None:
    inner = tmp_path / "package" / "deep"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text(ACME)
    (inner.parent / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert nearest_pyproject(inner) == tmp_path / "pyproject.toml"
    assert find_profile("acme", inner).prefix == "Acme: "
    (inner / "pyproject.toml").write_text("[tool.segmenter.profiles.acme]\n")
    assert find_profile("acme", inner).prefix == ""


def test_a_profile_is_found_by_name_and_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text(ACME)
    Path("mine.toml").write_text('prefix = "file"')
    Path("plain").write_text('prefix = "plain"')
    assert find_profile("dexatel") is profile("dexatel")
    assert find_profile("acme").name == "acme"
    assert find_profile("mine.toml").prefix == "file"
    assert find_profile("./plain").prefix == "plain"
    with pytest.raises(UnknownProfileError, match=r"wavix, acme, acme-two") as caught:
        find_profile("plain")
    assert isinstance(caught.value, LookupError)


def test_a_file_is_found_though_pyproject_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text("[broken")
    Path("mine.toml").write_text("")
    assert find_profile("mine.toml").name == "mine"
    with pytest.raises(ProfileError, match=r"pyproject\.toml:1: not TOML"):
        find_profile("acme")


def test_a_folder_that_is_gone_has_no_profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert find_profile("wavix") is profile("wavix")


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[tool.segmenter.profiles.dexatel]", "profiles.dexatel has the name of a built-in profile"),
        ('[tool.segmenter.profiles."a b"]', 'profiles."a b" cannot be a profile\'s name; use letters'),
        ("tool = 3", "tool is 3; it must be a table"),
        ("[tool]\nsegmenter = []", "tool.segmenter is an empty list; it must be a table"),
        ("[tool.segmenter]\nprofiles = [1]", "tool.segmenter.profiles is a list; it must be a table"),
        ("[tool.segmenter.profiles]\nacme = true", "tool.segmenter.profiles.acme is true; it must be"),
        ("[tool.segmenter.profiles.a.policy]\nx = 1", "tool.segmenter.profiles.a.policy.x is not known"),
    ],
)
def test_a_wrong_table_of_pyproject_is_named_with_its_path(tmp_path: Path, toml: str, said: str) -> None:
    (tmp_path / "pyproject.toml").write_text(toml)
    with pytest.raises(ProfileError) as caught:
        profiles_in(tmp_path / "pyproject.toml")
    assert said in str(caught.value)


# What is wrong with it


@pytest.mark.parametrize(
    ("toml", "key", "said"),
    [
        ("max_segment = 1", "max_segment", "is not known; known keys are extends, summary"),
        ('"pre\\nfix" = 1', '"pre\\nfix"', "is not known"),
        ('extends = "dexatl"', "extends", "is 'dexatl'; it must be one of standard, aws"),
        ("extends = 3", "extends", "is 3; it must be one of"),
        ("prefix = 1", "prefix", "is 1; it must be a string"),
        ('strip = "yes"', "strip", "is 'yes'; it must be true or false"),
        ("max_segments = 0", "max_segments", "is 0; it must be a whole number from 1 to 255"),
        ("max_segments = 256", "max_segments", "is 256"),
        ("max_segments = true", "max_segments", "is true"),
        ("max_segments = 3.0", "max_segments", "is 3.0"),
        ("max_recipients = -1", "max_recipients", "is -1; it must be a whole number from 1 to 1,000,000,000"),
        (f"max_recipients = 0x{'f' * 9000}", "max_recipients", "is a number too large"),
        ("channels = []", "channels", "is an empty list; it must be a list with at least one of sms"),
        ('channels = "sms"', "channels", "is 'sms'; it must be a list"),
        ('channels = ["sms", "fax"]', "channels[1]", "is 'fax'; it must be one of sms, mms"),
        ('extends = "wavix"\nchannels = ["viber"]', "channels[0]", "is 'viber'; it must be one of sms, mms"),
        ('channels = ["sms", "sms"]', "channels[1]", "is 'sms' once more; name each once"),
        ("channels = [[1]]", "channels[0]", "is a list"),
        ("policy = 1", "policy", "is 1; it must be a table"),
        ("policy = { encodings = [] }", "policy.encodings", "is an empty list"),
        ('policy = { encodings = ["gsm9"] }', "policy.encodings[0]", "it must be one of GSM-7, UCS-2"),
        ('policy = { single_shifts = ["tr", "turkish"] }', "policy.single_shifts[1]", "once more"),
        ('policy = { single_shifts = ["xx"] }', "policy.single_shifts[0]", "is 'xx'; it must be one of tr"),
        ('policy = { boundary = "line" }', "policy.boundary", "one of code point, grapheme cluster"),
        ("policy = { reference_width = 9 }", "policy.reference_width", "is 9; it must be one of 8, 16"),
        ("policy = { reference_width = true }", "policy.reference_width", "is true"),
        ("max_variable = 70", "max_variable", "is 70; it must be a table"),
        ("max_variable = { number = 70 }", "max_variable.measure", "is missing; it must be one of segments"),
        ("limits = 1", "limits", "is 1; it must be a list of tables, each under [[limits]]"),
        ("limits = [1]", "limits[0]", "is 1; it must be a table"),
        ("limits = [{}]", "limits[0].channel", "is missing; it must be one of sms"),
        (f"{LIMIT}", "limits[0].measure", "is missing; it must be one of segments, septets, utf16-units"),
        (f'{LIMIT}measure = "chars"', "limits[0].measure", "is 'chars'"),
        (f'{LIMIT}measure = "septets"\nread = "2026-11-01"', "limits[0].read", "it must be a date without"),
        (f'{LIMIT}measure = "septets"\nread = 2026-11-01T00:00:00', "limits[0].read", "is 2026-11-01 00"),
        (
            f'{LIMIT}measure = "septets"\nseverity = "bad"',
            "limits[0].severity",
            "one of error, warning, info",
        ),
        (LIMIT.replace("900", "-1"), "limits[0].number", "is -1; it must be a whole number from 0 to"),
        (LIMIT.replace('"text"', '"body"'), "limits[0].field", "is 'body'; it must be one of sender, text"),
        (f'{LIMIT}measure = "septets"\n{LIMIT}unit = 1', "limits[1].unit", "is not known; known keys are"),
    ],
)
def test_a_wrong_key_is_named_with_its_value_and_what_is_allowed(
    tmp_path: Path, toml: str, key: str, said: str
) -> None:
    error = refused(tmp_path, toml)
    assert error.key == key
    assert f": {key} " in str(error)
    assert said in str(error)


@pytest.mark.parametrize(
    ("toml", "line", "said"),
    [
        ("a = 1\nb = \n", 2, "not TOML: Invalid value"),
        ("a = 1\n\nb 2", 3, "not TOML: Expected '='"),
        ("[a\n", 1, "not TOML"),
        ("a = [\n1,\n", 3, "not TOML"),
        (b"a = 1\nb = '\xe9'", 2, "octet 0xE9 at offset 11 is not utf-8"),
        (f"a = {'9' * 5000}", None, "not TOML"),
        (f"a = {'[' * 5000}", 1, "nested too deeply"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(
    tmp_path: Path, toml: str | bytes, line: int | None, said: str
) -> None:
    error = refused(tmp_path, toml)
    assert error.line == line
    assert said in str(error)
    assert line is None or f"acme.toml:{line}:" in str(error)


def test_a_file_that_cannot_be_read_is_a_profile_error(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="No such file"):
        load_profile(tmp_path / "none.toml")
    with pytest.raises(ProfileError, match="directory"):
        load_profile(tmp_path)
    with pytest.raises(ProfileError, match="null"):
        load_profile("a\0b.toml")


def test_a_byte_order_mark_is_left_out(tmp_path: Path) -> None:
    assert loaded(tmp_path, '\ufeffprefix = "a"').prefix == "a"


def test_a_long_value_is_cut_in_the_error(tmp_path: Path) -> None:
    assert len(str(refused(tmp_path, f'extends = "{"x" * 100_000}"'))) < 500


def test_the_error_is_what_a_caller_expects_and_survives_pickling(tmp_path: Path) -> None:
    error = refused(tmp_path, "max_segments = 0")
    assert isinstance(error, SegmenterError)
    assert isinstance(error, ValueError)
    again = pickle.loads(pickle.dumps(refused(tmp_path, "a\n")))
    assert (str(again), again.line) == (str(refused(tmp_path, "a\n")), 1)


# Anything at all


def check_outcome(path: Path) -> None:
    """Load what may be a profile: it is one that can be used, or a short `ProfileError` says why not."""
    own, said = None, ""
    try:
        own = load_profile(path)
    except ProfileError as error:
        said = str(error)
    if own is None:
        assert said.startswith(f"{path}:")
        assert len(said) < 1000 + len(str(path))
        return
    for channel in own.channels:
        validate(OutboundMessage(channel=channel, text="Grüße ☃", sender="Acme"), profile=own)


LITERALS = [
    *('"sms"', '"standard"', '"tr"', '"septets"', '"text"', '"\\u0000\\uFFFD"', '""', "1", "-1", "true"),
    *("[]", "{}", "[1]", '["sms"]', '["tr"]', '["GSM-7"]', "1.5", "nan", "2026-11-01", "12:00:00"),
    *("2026-11-01T00:00:00Z", f"0x{'f' * 4000}", "[{}]", '[["sms"]]', "{number=1}", "9" * 20),
]
KEYS = [*custom._KEYS, *custom._POLICY_KEYS, *custom._LIMIT_KEYS, '"é"']
TABLES = ["[policy]", "[[limits]]", "[max_variable]", "[limits]", "[policy.encodings]", LIMIT]
LINES = st.one_of(
    st.sampled_from(TABLES),
    st.tuples(st.sampled_from(KEYS), st.sampled_from(LITERALS)).map(" = ".join),
    st.text(max_size=12),
)


@given(st.one_of(st.lists(LINES, max_size=12).map("\n".join).map(str.encode), st.binary(max_size=60)))
def test_of_any_file_comes_a_profile_or_a_profile_error(
    tmp_path_factory: pytest.TempPathFactory, octets: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(octets)
    check_outcome(path)


@given(
    st.dictionaries(st.sampled_from(custom._KEYS), st.sampled_from(LITERALS), max_size=4),
    st.dictionaries(st.sampled_from(custom._POLICY_KEYS), st.sampled_from(LITERALS), max_size=3),
    st.lists(st.dictionaries(st.sampled_from(custom._LIMIT_KEYS), st.sampled_from(LITERALS)), max_size=3),
)
def test_of_any_values_comes_a_profile_or_a_profile_error(
    tmp_path_factory: pytest.TempPathFactory,
    top: dict[str, str],
    policy: dict[str, str],
    limits: list[dict[str, str]],
) -> None:
    lines = [f"{key} = {value}" for key, value in top.items()]
    for table, values in [("[policy]", policy), *(("[[limits]]", limit) for limit in limits)]:
        lines += [table, *(f"{key} = {value}" for key, value in values.items())]
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    check_outcome(path)


def test_a_policy_may_leave_characters_out_and_number_parts(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('policy = { without = "€", numbering = "{number}/{total} ", encodings = ["ASCII-7"] }')
    assert load_profile(file).policy == Policy(
        encodings=[Encoding.ASCII7], without="€", numbering="{number}/{total} "
    )


@pytest.mark.parametrize(
    ("table", "key"), [('{ without = "a" }', "policy.without"), ('{ numbering = "1" }', "policy.numbering")]
)
def test_a_wrong_choice_of_a_policy_is_named(tmp_path: Path, table: str, key: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f"policy = {table}")
    with pytest.raises(ProfileError) as caught:
        load_profile(file)
    assert caught.value.key == key
