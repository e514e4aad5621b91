""".NET's .resx: strings among other resources, and formats."""

from pathlib import Path

import pytest

from segmenter.catalogs import CatalogError, read
from segmenter.lint.checking import check
from segmenter.lint.siblings import Siblings
from tests.catalogs.laws import check_edit, entry_of, texts
from tests.lint.samples import ALL, configuration

SAMPLES = {
    "Resources/Sms.fr.resx": """<?xml version="1.0" encoding="utf-8"?>
<root>
  <xsd:schema id="root" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><xsd:element name="root" /></xsd:schema>
  <resheader name="version"><value>2.0</value></resheader>
  <!-- sent at login -->
  <data name="Code" xml:space="preserve">
    <value>L’heure : {0:HH:mm}, code {1} &amp; {{plus}} …</value>
    <comment>six digits</comment>
  </data>
  <data name="Typed" type="System.String, mscorlib"><value><![CDATA[a < b]]></value></data>
  <data name="Logo" type="System.Resources.ResXFileRef, System.Windows.Forms"><value>logo.png</value></data>
  <data name="Icon" mimetype="application/x-microsoft.net.object.bytearray.base64"><value>AAEC</value></data>
  <data name="&gt;&gt;button1.Name" xml:space="preserve"><value>button1</value></data>
  <data name="Empty" xml:space="preserve"><value /></data>
</root>
""",
}


def test_strings_are_entries_and_other_resources_are_not() -> None:
    octets = SAMPLES["Resources/Sms.fr.resx"].encode()
    assert texts("Resources/Sms.fr.resx", octets) == [
        ("Code", "", "L’heure : {0}, code {1} & {{plus}} …"),
        ("Typed", "", "a < b"),
    ]
    catalog = read("Resources/Sms.fr.resx", octets)
    code = entry_of(catalog, "Code")
    assert (code.locale, code.syntax, code.formatted) == ("fr", "brace", ("0",))
    assert code.comments == ("sent at login", "six digits")
    assert [remark.text for remark in catalog.remarks] == ["sent at login", "six digits"]
    assert check_edit(catalog, code, ((1, 2, "'"),)).text.count("L'heure") == 1


BROKEN = '<root><data name="a"><value>&x;</value></data></root>'


@pytest.mark.parametrize(
    ("text", "message"),
    [("<resources/>", "<resources> is not <root>"), (BROKEN, "not XML: undefined entity")],
)
def test_broken_files_are_located(text: str, message: str) -> None:
    with pytest.raises(CatalogError, match=rf"a\.resx:1:\d+: {message}"):
        read("a.resx", text.encode())


def test_a_translation_is_compared_with_the_file_without_a_language(tmp_path: Path) -> None:
    form = '<root><data name="a"><value>{}</value></data></root>'
    (tmp_path / "Sms.resx").write_text(form.format("Code {0}"), "utf-8")
    path = tmp_path / "Sms.fr.resx"
    path.write_text(form.format("Code"), "utf-8")
    settings = configuration({}, str(tmp_path / "segmenter.toml"))
    catalog = Siblings().with_sources(read(str(path)), settings)
    assert [finding.rule for finding in check(catalog, settings, ALL).findings] == ["SEG505"]
