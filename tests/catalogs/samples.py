"""Files as teams keep them, one or more of each format, with all that makes their notation hard.

Names tell the format. No expectation lives here.
"""

from __future__ import annotations

from typing import Final

PO: Final = r"""# Translators of the shop
msgid ""
msgstr ""
"Language: fr\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

# segmenter: sms
#. Sent after the order
#: shop/sms.py:12
#, python-format, max-length:160
#| msgid "Your order"
msgctxt "sms"
msgid "Your order %(id)s is \"ready\""
msgstr ""
"C’est prêt :\n"
"la commande \"%(id)s\" 😀\\ "
"\tأهلا"

#, fuzzy
msgid "%d day"
msgid_plural "%d days"
msgstr[0] "%d jour"
msgstr[1] "%d jours…"

msgid "untranslated"
msgstr ""

#~ msgid "gone"
#~ msgstr "parti"
"""

POT: Final = r"""msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Your code – %s"
msgstr ""

msgid "%d day"
msgid_plural "%d days"
msgstr[0] ""
msgstr[1] ""
"""

JSON: Final = r"""{
  "_comment": "texts of the shop",
  "otp": {"body": "Votre code est %s", "@body": "sent at login",
    "quoted": "\"L\u2019heure\" \ud83d\ude00 \/\n"},
  "//": "weekly",
  "list": ["un", "deux 中文", {"three": "שלום"}],
  "count": 3, "on": true, "none": null, "empty": ""
}
"""

I18NEXT: Final = r"""{
  "item_one": "{{count}} item", "item_other": "{{count, number}} items – {{- raw}}",
  "friend": "A friend", "friend_male": "A boyfriend", "friend_female_one": "x",
  "nested": {"key": "See $t(item_one) \u2026"}
}"""

ARB: Final = r"""{
  "@@locale": "fr_CA",
  "greeting": "Bonjour {name}, il est {when, date, ::jm}…",
  "@greeting": {"description": "sms: hello",
    "placeholders": {"name": {"type": "String", "example": "Zo\u00eb"}}},
  "days": "Il reste {n, plural, =0{rien} one{# jour} other{# jours \u2013 {place}}} !",
  "person": "{sex, select, male{Il a {n, plural, one{# an} other{# ans}}} other{Elle n’a rien}}",
  "quoted": "It''s '{literal}' – l'eau"
}"""

WEBEXT: Final = r"""{
  "hello": {
    "message": "Hello $USER$, you owe $1 or $$5 – “now”",
    "description": "A greeting",
    "placeholders": {"user": {"content": "$1", "example": "Ann"}}
  },
  "bye": {"message": "Bye"}
}"""

XCSTRINGS: Final = r"""{
  "sourceLanguage" : "en",
  "strings" : {
    "Your code" : {"comment": "An OTP", "localizations": {
      "fr": {"stringUnit": {"state": "translated", "value": "Votre code…"}},
      "de": {"stringUnit": {"state": "needs_review", "value": "Ihr “Code” %@"}}
    }},
    "days" : {"localizations": {
      "en": {"variations": {"plural": {
        "one": {"stringUnit": {"state": "translated", "value": "%lld day"}},
        "other": {"stringUnit": {"state": "translated", "value": "%lld days"}}}}},
      "fr": {"stringUnit": {"state": "translated", "value": "Il y a %#@n@ – fin"},
        "substitutions": {"n": {"argNum": 1, "formatSpecifier": "lld", "variations": {"plural": {
          "one": {"stringUnit": {"state": "translated", "value": "%arg jour"}},
          "other": {"stringUnit": {"state": "translated", "value": "%arg jours"}}}}}}}
    }},
    "fixed" : {"shouldTranslate": false},
    "device" : {"localizations": {"en": {"variations": {"device": {
      "iphone": {"stringUnit": {"value": "Tap"}}, "other": {"stringUnit": {"value": "Click ’"}}}}}}}
  },
  "version" : "1.0"
}"""

YAML: Final = r"""# The shop
fr:
  sms:
    otp: Votre code est %{code}  # sms
    # above
    quoted: "L’heure : \"%{time}\" \u2026\
      suite

      fin"
    single: 'C''est
      l’été'
    plain: un texte’s
      sur deux lignes
    days:
      one: "%{count} jour"
      other: "%{count} jours – 😀"
    block: |
      Bonjour ’
        en retrait

      Au revoir
    folded: >-
      Un ’
      deux

      trois
        quatre
      cinq
    kept: |+
      fin

    list: [un, "deux", {x: 'trois’'}]
    anchor: &a "ancre’"
    alias: *a
    number: 5
    yes: true
    "#": "# pas un commentaire"
"""

ANDROID: Final = r"""<?xml version="1.0" encoding="utf-8"?>
<!-- The shop -->
<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">
    <!-- segmenter: sms -->
    <string name="otp">L\'heure :\n<xliff:g example="123456">%1$s</xliff:g> – "  gardé  " \u2026</string>
    <string name="html">Un <b>mot’</b> et&#160;plus &amp; encore</string>
    <string name="cdata"><![CDATA[<p>C\'est “ça”</p>]]></string>
    <string name="spaces">
        Deux
        lignes’
    </string>
    <string name="app" translatable="false">Shop</string>
    <string name="ref">@string/otp</string>
    <string name="at">\@home \\ \"x\"</string>
    <string-array name="days"><item>Lundi</item><item>Mardi 😀</item></string-array>
    <plurals name="items">
        <!-- one only -->
        <item quantity="one">%d objet</item>
        <item quantity="other">%d objets…</item>
    </plurals>
</resources>
"""

XLIFF_1: Final = r"""<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="a.txt" source-language="en" target-language="fr" datatype="plaintext">
    <header><note>file</note></header>
    <body>
      <group id="g">
        <trans-unit id="otp" maxwidth="160" size-unit="char">
          <source>Your code <x id="1" equiv-text="{code}"/></source>
          <target>Votre code’ <x id="1" equiv-text="{code}"/> <g id="2">gras &amp; “gros”</g></target>
          <note>An OTP</note>
        </trans-unit>
      </group>
      <trans-unit id="ph"><source><ph id="1">%s</ph> left</source>
        <target state="needs-review-translation"><ph id="1">%s</ph> restant…</target>
      </trans-unit>
      <trans-unit id="new"><source>New</source></trans-unit>
    </body>
  </file>
</xliff>
"""

XLIFF_2: Final = r"""<xliff version="2.0" srcLang="en" trgLang="fr"
    xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0">
  <file id="f1">
    <unit id="u1" slr:sizeRestriction="70">
      <notes><note>Short</note></notes>
      <originalData><data id="d1">%d</data></originalData>
      <segment><source>Hello <ph id="1" dataRef="d1"/>. </source>
        <target>Salut’ <ph id="1" dataRef="d1"/>. </target></segment>
      <segment><source>Bye <pc id="2">now</pc></source>
        <target>Adieu <pc id="2">là…</pc><cp hex="000C"/></target></segment>
    </unit>
  </file>
</xliff>
"""

STRINGS: Final = r"""/* A greeting
   in two lines */
"hello" = "L\U2019heure \"%@\"\n😀 c’est";

// segmenter: sms
otp = "Code: %1$@ …"; "same" = "line’s
break";
"""

STRINGSDICT: Final = r"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
    <!-- files -->
    <key>files</key>
    <dict>
        <key>NSStringLocalizedFormatKey</key>
        <string>L’état : %#@files@ &amp; %@</string>
        <key>files</key>
        <dict>
            <key>NSStringFormatSpecTypeKey</key>
            <string>NSStringPluralRuleType</string>
            <key>NSStringFormatValueTypeKey</key>
            <string>d</string>
            <key>one</key>
            <string>%d fichier</string>
            <key>other</key>
            <string>%d fichiers…</string>
        </dict>
    </dict>
</dict>
</plist>
"""

PROPERTIES: Final = r"""# The shop
! sms
otp=Votre code\u00a0: {0} – it''s '{'ok'}' {1,number,integer}
plain = it''s l’été \
    continued\tand \ud83d\ude00
empty=
key\ with\:signs : value’s
spaced   value = with sign
  indented=\  two
last"""

FTL: Final = """### Resource
## Group

# A greeting
# segmenter: sms
hello = L’heure, { $name } – { -brand } { "{" }\u0020
    et la suite’
      en retrait

    fin
    .title = Titre “ici”
-brand = Shop’s
days = { $n ->
    [one] { NUMBER($n) } jour
   *[other] { $n } jours…
  } restants
twice = { hello.title } { days }
"""

CSV: Final = '''key,fr,pt-BR,notes,sms
otp,"L’heure, ""dite""",Olá,An OTP,x
bye,Au revoir…,"deux
lignes’",,
'''

TSV: Final = 'id\ttext\nhello\tC’est, bien\nbye\t"a\tb’"\n'

JINJA: Final = """{# segmenter: sms #}
{%- if user.vip -%}
  Cher {{ user.name|title }}’
{%- elif user.new %} Bienvenue {% else %} Bonjour {{ user.name }}{% endif %}
{% for item in items %}– {{ item.name }}…
{% endfor %}{% trans "L'équipe" %} {{ "fin’" }}{{ _("fin") }}{% comment %}note{% endcomment %}
{% blocktrans trimmed count n=items|length %}
    Un objet
    ici
{% plural %}
    {{ n }} objets
{% endblocktrans %}{% raw %}{{ brut’ }}{% endraw %}
"""

PLAIN: Final = "Bonjour’ {name},\nà bientôt 😀 你好 שלום\n"

SAMPLES: Final[dict[str, str]] = {
    "locale/fr/LC_MESSAGES/shop.po": PO,
    "shop.pot": POT,
    "locales/fr.json": JSON,
    "locales/fr/translation.json": I18NEXT,
    "lib/l10n/app_fr.arb": ARB,
    "_locales/fr/messages.json": WEBEXT,
    "Localizable.xcstrings": XCSTRINGS,
    "config/locales/fr.yml": YAML,
    "res/values-fr/strings.xml": ANDROID,
    "fr.xlf": XLIFF_1,
    "fr2.xliff": XLIFF_2,
    "fr.lproj/Localizable.strings": STRINGS,
    "fr.lproj/Localizable.stringsdict": STRINGSDICT,
    "messages_fr.properties": PROPERTIES,
    "locales/fr/shop.ftl": FTL,
    "texts.csv": CSV,
    "texts.tsv": TSV,
    "templates/sms/otp.txt": JINJA,
    "otp.fr.txt": PLAIN,
}


def octets_of(name: str, *, line_end: str = "\n", encoding: str = "utf-8") -> bytes:
    """Return a sample with other line ends, or in another encoding."""
    return SAMPLES[name].replace("\n", line_end).encode(encoding)
