"""Typographic and invisible characters, and what stands for each in GSM-7.

From general categories, names and canonical singletons of the Unicode Character Database.
Unicode 14.0.0; made by scripts/make_substitutions.py, never edited.
"""

# fmt: off
TYPOGRAPHIC: dict[str, str] = {
    "\u0000": "",  # U+0000
    "\u0001": "",  # U+0001
    "\u0002": "",  # U+0002
    "\u0003": "",  # U+0003
    "\u0004": "",  # U+0004
    "\u0005": "",  # U+0005
    "\u0006": "",  # U+0006
    "\u0007": "",  # U+0007
    "\u0008": "",  # U+0008
    "\u0009": " ",  # U+0009
    "\u000b": "\n",  # U+000B
    "\u000e": "",  # U+000E
    "\u000f": "",  # U+000F
    "\u0010": "",  # U+0010
    "\u0011": "",  # U+0011
    "\u0012": "",  # U+0012
    "\u0013": "",  # U+0013
    "\u0014": "",  # U+0014
    "\u0015": "",  # U+0015
    "\u0016": "",  # U+0016
    "\u0017": "",  # U+0017
    "\u0018": "",  # U+0018
    "\u0019": "",  # U+0019
    "\u001a": "",  # U+001A
    "\u001b": "",  # U+001B
    "\u001c": "",  # U+001C
    "\u001d": "",  # U+001D
    "\u001e": "",  # U+001E
    "\u001f": "",  # U+001F
    "`": "'",  # GRAVE ACCENT
    "\u007f": "",  # U+007F
    "\u00a0": " ",  # NO-BREAK SPACE
    "¦": "|",  # BROKEN BAR
    "¨": '"',  # DIAERESIS
    "«": '"',  # LEFT-POINTING DOUBLE ANGLE QUOTATION MARK
    "¬": "-",  # NOT SIGN
    "\u00ad": "",  # SOFT HYPHEN
    "¯": "-",  # MACRON
    "´": "'",  # ACUTE ACCENT
    "·": ".",  # MIDDLE DOT
    "¸": ",",  # CEDILLA
    "»": '"',  # RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK
    "ʹ": "'",  # MODIFIER LETTER PRIME
    "ʺ": '"',  # MODIFIER LETTER DOUBLE PRIME
    "ʻ": "'",  # MODIFIER LETTER TURNED COMMA
    "ʼ": "'",  # MODIFIER LETTER APOSTROPHE
    "ʽ": "'",  # MODIFIER LETTER REVERSED COMMA
    "ʾ": "'",  # MODIFIER LETTER RIGHT HALF RING
    "ʿ": "'",  # MODIFIER LETTER LEFT HALF RING
    "˄": "^",  # MODIFIER LETTER UP ARROWHEAD
    "ˆ": "^",  # MODIFIER LETTER CIRCUMFLEX ACCENT
    "ˈ": "'",  # MODIFIER LETTER VERTICAL LINE
    "ˉ": "-",  # MODIFIER LETTER MACRON
    "ˊ": "'",  # MODIFIER LETTER ACUTE ACCENT
    "ˋ": "'",  # MODIFIER LETTER GRAVE ACCENT
    "ː": ":",  # MODIFIER LETTER TRIANGULAR COLON
    "˖": "+",  # MODIFIER LETTER PLUS SIGN
    "˗": "-",  # MODIFIER LETTER MINUS SIGN
    "˛": ",",  # OGONEK
    "˜": "~",  # SMALL TILDE
    "˝": '"',  # DOUBLE ACUTE ACCENT
    "ˮ": '"',  # MODIFIER LETTER DOUBLE APOSTROPHE
    "˷": "~",  # MODIFIER LETTER LOW TILDE
    "˸": ":",  # MODIFIER LETTER RAISED COLON
    "\u034f": "",  # COMBINING GRAPHEME JOINER
    ";": ";",  # GREEK QUESTION MARK
    "΄": "'",  # GREEK TONOS
    "\u061c": "",  # ARABIC LETTER MARK
    "ᅟ": "",  # HANGUL CHOSEONG FILLER
    "ᅠ": "",  # HANGUL JUNGSEONG FILLER
    "\u1680": " ",  # OGHAM SPACE MARK
    "\u17b4": "",  # KHMER VOWEL INHERENT AQ
    "\u17b5": "",  # KHMER VOWEL INHERENT AA
    "\u180b": "",  # MONGOLIAN FREE VARIATION SELECTOR ONE
    "\u180c": "",  # MONGOLIAN FREE VARIATION SELECTOR TWO
    "\u180d": "",  # MONGOLIAN FREE VARIATION SELECTOR THREE
    "\u180e": "",  # MONGOLIAN VOWEL SEPARATOR
    "\u180f": "",  # MONGOLIAN FREE VARIATION SELECTOR FOUR
    "\u2000": " ",  # EN QUAD
    "\u2001": " ",  # EM QUAD
    "\u2002": " ",  # EN SPACE
    "\u2003": " ",  # EM SPACE
    "\u2004": " ",  # THREE-PER-EM SPACE
    "\u2005": " ",  # FOUR-PER-EM SPACE
    "\u2006": " ",  # SIX-PER-EM SPACE
    "\u2007": " ",  # FIGURE SPACE
    "\u2008": " ",  # PUNCTUATION SPACE
    "\u2009": " ",  # THIN SPACE
    "\u200a": " ",  # HAIR SPACE
    "\u200b": "",  # ZERO WIDTH SPACE
    "\u200c": "",  # ZERO WIDTH NON-JOINER
    "\u200d": "",  # ZERO WIDTH JOINER
    "\u200e": "",  # LEFT-TO-RIGHT MARK
    "\u200f": "",  # RIGHT-TO-LEFT MARK
    "‐": "-",  # HYPHEN
    "‑": "-",  # NON-BREAKING HYPHEN
    "‒": "-",  # FIGURE DASH
    "–": "-",  # EN DASH
    "—": "-",  # EM DASH
    "―": "-",  # HORIZONTAL BAR
    "‗": "_",  # DOUBLE LOW LINE
    "‘": "'",  # LEFT SINGLE QUOTATION MARK
    "’": "'",  # RIGHT SINGLE QUOTATION MARK
    "‚": "'",  # SINGLE LOW-9 QUOTATION MARK
    "‛": "'",  # SINGLE HIGH-REVERSED-9 QUOTATION MARK
    "“": '"',  # LEFT DOUBLE QUOTATION MARK
    "”": '"',  # RIGHT DOUBLE QUOTATION MARK
    "„": '"',  # DOUBLE LOW-9 QUOTATION MARK
    "‟": '"',  # DOUBLE HIGH-REVERSED-9 QUOTATION MARK
    "†": "+",  # DAGGER
    "‡": "+",  # DOUBLE DAGGER
    "•": "-",  # BULLET
    "‣": "-",  # TRIANGULAR BULLET
    "․": ".",  # ONE DOT LEADER
    "‥": "..",  # TWO DOT LEADER
    "…": "...",  # HORIZONTAL ELLIPSIS
    "‧": ".",  # HYPHENATION POINT
    "\u2028": "\n",  # LINE SEPARATOR
    "\u2029": "\n",  # PARAGRAPH SEPARATOR
    "\u202a": "",  # LEFT-TO-RIGHT EMBEDDING
    "\u202b": "",  # RIGHT-TO-LEFT EMBEDDING
    "\u202c": "",  # POP DIRECTIONAL FORMATTING
    "\u202d": "",  # LEFT-TO-RIGHT OVERRIDE
    "\u202e": "",  # RIGHT-TO-LEFT OVERRIDE
    "\u202f": " ",  # NARROW NO-BREAK SPACE
    "′": "'",  # PRIME
    "″": '"',  # DOUBLE PRIME
    "‴": "'''",  # TRIPLE PRIME
    "‵": "'",  # REVERSED PRIME
    "‶": '"',  # REVERSED DOUBLE PRIME
    "‷": "'''",  # REVERSED TRIPLE PRIME
    "‹": "'",  # SINGLE LEFT-POINTING ANGLE QUOTATION MARK
    "›": "'",  # SINGLE RIGHT-POINTING ANGLE QUOTATION MARK
    "‽": "?!",  # INTERROBANG
    "⁃": "-",  # HYPHEN BULLET
    "⁄": "/",  # FRACTION SLASH
    "⁎": "*",  # LOW ASTERISK
    "⁏": ";",  # REVERSED SEMICOLON
    "⁗": "''''",  # QUADRUPLE PRIME
    "\u205f": " ",  # MEDIUM MATHEMATICAL SPACE
    "\u2060": "",  # WORD JOINER
    "\u2061": "",  # FUNCTION APPLICATION
    "\u2062": "",  # INVISIBLE TIMES
    "\u2063": "",  # INVISIBLE SEPARATOR
    "\u2064": "",  # INVISIBLE PLUS
    "\u2066": "",  # LEFT-TO-RIGHT ISOLATE
    "\u2067": "",  # RIGHT-TO-LEFT ISOLATE
    "\u2068": "",  # FIRST STRONG ISOLATE
    "\u2069": "",  # POP DIRECTIONAL ISOLATE
    "\u206a": "",  # INHIBIT SYMMETRIC SWAPPING
    "\u206b": "",  # ACTIVATE SYMMETRIC SWAPPING
    "\u206c": "",  # INHIBIT ARABIC FORM SHAPING
    "\u206d": "",  # ACTIVATE ARABIC FORM SHAPING
    "\u206e": "",  # NATIONAL DIGIT SHAPES
    "\u206f": "",  # NOMINAL DIGIT SHAPES
    "Ω": "Ω",  # OHM SIGN
    "K": "K",  # KELVIN SIGN
    "Å": "Å",  # ANGSTROM SIGN
    "−": "-",  # MINUS SIGN
    "∕": "/",  # DIVISION SLASH
    "∖": "\\",  # SET MINUS
    "∗": "*",  # ASTERISK OPERATOR
    "∙": "-",  # BULLET OPERATOR
    "∣": "|",  # DIVIDES
    "∶": ":",  # RATIO
    "∼": "~",  # TILDE OPERATOR
    "⊛": "*",  # CIRCLED ASTERISK OPERATOR
    "⋅": ".",  # DOT OPERATOR
    "⋮": "...",  # VERTICAL ELLIPSIS
    "⋯": "...",  # MIDLINE HORIZONTAL ELLIPSIS
    "⎜": "|",  # LEFT PARENTHESIS EXTENSION
    "⎟": "|",  # RIGHT PARENTHESIS EXTENSION
    "⎸": "|",  # LEFT VERTICAL BOX LINE
    "⎹": "|",  # RIGHT VERTICAL BOX LINE
    "⎼": "-",  # HORIZONTAL SCAN LINE-7
    "⎽": "-",  # HORIZONTAL SCAN LINE-9
    "⏐": "|",  # VERTICAL LINE EXTENSION
    "─": "-",  # BOX DRAWINGS LIGHT HORIZONTAL
    "━": "-",  # BOX DRAWINGS HEAVY HORIZONTAL
    "│": "|",  # BOX DRAWINGS LIGHT VERTICAL
    "■": "-",  # BLACK SQUARE
    "□": "-",  # WHITE SQUARE
    "▪": "-",  # BLACK SMALL SQUARE
    "▫": "-",  # WHITE SMALL SQUARE
    "○": "-",  # WHITE CIRCLE
    "●": "-",  # BLACK CIRCLE
    "◦": "-",  # WHITE BULLET
    "❛": "'",  # HEAVY SINGLE TURNED COMMA QUOTATION MARK ORNAMENT
    "❜": "'",  # HEAVY SINGLE COMMA QUOTATION MARK ORNAMENT
    "❝": '"',  # HEAVY DOUBLE TURNED COMMA QUOTATION MARK ORNAMENT
    "❞": '"',  # HEAVY DOUBLE COMMA QUOTATION MARK ORNAMENT
    "❟": "'",  # HEAVY LOW SINGLE COMMA QUOTATION MARK ORNAMENT
    "❠": '"',  # HEAVY LOW DOUBLE COMMA QUOTATION MARK ORNAMENT
    "❨": "(",  # MEDIUM LEFT PARENTHESIS ORNAMENT
    "❩": ")",  # MEDIUM RIGHT PARENTHESIS ORNAMENT
    "❪": "(",  # MEDIUM FLATTENED LEFT PARENTHESIS ORNAMENT
    "❫": ")",  # MEDIUM FLATTENED RIGHT PARENTHESIS ORNAMENT
    "❮": "'",  # HEAVY LEFT-POINTING ANGLE QUOTATION MARK ORNAMENT
    "❯": "'",  # HEAVY RIGHT-POINTING ANGLE QUOTATION MARK ORNAMENT
    "❴": "{",  # MEDIUM LEFT CURLY BRACKET ORNAMENT
    "❵": "}",  # MEDIUM RIGHT CURLY BRACKET ORNAMENT
    "➖": "-",  # HEAVY MINUS SIGN
    "⟦": "[[",  # MATHEMATICAL LEFT WHITE SQUARE BRACKET
    "⟧": "]]",  # MATHEMATICAL RIGHT WHITE SQUARE BRACKET
    "⟨": "<",  # MATHEMATICAL LEFT ANGLE BRACKET
    "⟩": ">",  # MATHEMATICAL RIGHT ANGLE BRACKET
    "⟮": "(",  # MATHEMATICAL LEFT FLATTENED PARENTHESIS
    "⟯": ")",  # MATHEMATICAL RIGHT FLATTENED PARENTHESIS
    "⠀": " ",  # BRAILLE PATTERN BLANK
    "⦂": ":",  # Z NOTATION TYPE COLON
    "⦅": "((",  # LEFT WHITE PARENTHESIS
    "⦆": "))",  # RIGHT WHITE PARENTHESIS
    "⧆": "*",  # SQUARED ASTERISK
    "⧵": "\\",  # REVERSE SOLIDUS OPERATOR
    "⧸": "/",  # BIG SOLIDUS
    "⧹": "\\",  # BIG REVERSE SOLIDUS
    "⸗": "=",  # DOUBLE OBLIQUE HYPHEN
    "⸚": "-",  # HYPHEN WITH DIAERESIS
    "⸮": "?",  # REVERSED QUESTION MARK
    "⸺": "--",  # TWO-EM DASH
    "⸻": "---",  # THREE-EM DASH
    "⹀": "-",  # DOUBLE HYPHEN
    "⹂": '"',  # DOUBLE LOW-REVERSED-9 QUOTATION MARK
    "⹝": "-",  # OBLIQUE HYPHEN
    "\u3000": " ",  # IDEOGRAPHIC SPACE
    "、": ",",  # IDEOGRAPHIC COMMA
    "。": ".",  # IDEOGRAPHIC FULL STOP
    "〈": "<",  # LEFT ANGLE BRACKET
    "〉": ">",  # RIGHT ANGLE BRACKET
    "《": "<<",  # LEFT DOUBLE ANGLE BRACKET
    "》": ">>",  # RIGHT DOUBLE ANGLE BRACKET
    "「": '"',  # LEFT CORNER BRACKET
    "」": '"',  # RIGHT CORNER BRACKET
    "『": '"',  # LEFT WHITE CORNER BRACKET
    "』": '"',  # RIGHT WHITE CORNER BRACKET
    "【": "[",  # LEFT BLACK LENTICULAR BRACKET
    "】": "]",  # RIGHT BLACK LENTICULAR BRACKET
    "〔": "[",  # LEFT TORTOISE SHELL BRACKET
    "〕": "]",  # RIGHT TORTOISE SHELL BRACKET
    "〜": "~",  # WAVE DASH
    "〝": '"',  # REVERSED DOUBLE PRIME QUOTATION MARK
    "〞": '"',  # DOUBLE PRIME QUOTATION MARK
    "〟": '"',  # LOW DOUBLE PRIME QUOTATION MARK
    "〰": "~",  # WAVY DASH
    "゠": "=",  # KATAKANA-HIRAGANA DOUBLE HYPHEN
    "・": ".",  # KATAKANA MIDDLE DOT
    "ㅤ": "",  # HANGUL FILLER
    "꞉": ":",  # MODIFIER LETTER COLON
    "꞊": "=",  # MODIFIER LETTER SHORT EQUALS SIGN
    "\ufe00": "",  # VARIATION SELECTOR-1
    "\ufe01": "",  # VARIATION SELECTOR-2
    "\ufe02": "",  # VARIATION SELECTOR-3
    "\ufe03": "",  # VARIATION SELECTOR-4
    "\ufe04": "",  # VARIATION SELECTOR-5
    "\ufe05": "",  # VARIATION SELECTOR-6
    "\ufe06": "",  # VARIATION SELECTOR-7
    "\ufe07": "",  # VARIATION SELECTOR-8
    "\ufe08": "",  # VARIATION SELECTOR-9
    "\ufe09": "",  # VARIATION SELECTOR-10
    "\ufe0a": "",  # VARIATION SELECTOR-11
    "\ufe0b": "",  # VARIATION SELECTOR-12
    "\ufe0c": "",  # VARIATION SELECTOR-13
    "\ufe0d": "",  # VARIATION SELECTOR-14
    "\ufe0e": "",  # VARIATION SELECTOR-15
    "\ufe0f": "",  # VARIATION SELECTOR-16
    "︙": "...",  # PRESENTATION FORM FOR VERTICAL HORIZONTAL ELLIPSIS
    "︱": "-",  # PRESENTATION FORM FOR VERTICAL EM DASH
    "︲": "-",  # PRESENTATION FORM FOR VERTICAL EN DASH
    "﹘": "-",  # SMALL EM DASH
    "﹣": "-",  # SMALL HYPHEN-MINUS
    "\ufeff": "",  # ZERO WIDTH NO-BREAK SPACE
    "－": "-",  # FULLWIDTH HYPHEN-MINUS
    "｡": ".",  # HALFWIDTH IDEOGRAPHIC FULL STOP
    "､": ",",  # HALFWIDTH IDEOGRAPHIC COMMA
    "ﾠ": "",  # HALFWIDTH HANGUL FILLER
    "\ufff9": "",  # INTERLINEAR ANNOTATION ANCHOR
    "\ufffa": "",  # INTERLINEAR ANNOTATION SEPARATOR
    "\ufffb": "",  # INTERLINEAR ANNOTATION TERMINATOR
    "\U0001bca0": "",  # SHORTHAND FORMAT LETTER OVERLAP
    "\U0001bca1": "",  # SHORTHAND FORMAT CONTINUING OVERLAP
    "\U0001bca2": "",  # SHORTHAND FORMAT DOWN STEP
    "\U0001bca3": "",  # SHORTHAND FORMAT UP STEP
    "\U0001d173": "",  # MUSICAL SYMBOL BEGIN BEAM
    "\U0001d174": "",  # MUSICAL SYMBOL END BEAM
    "\U0001d175": "",  # MUSICAL SYMBOL BEGIN TIE
    "\U0001d176": "",  # MUSICAL SYMBOL END TIE
    "\U0001d177": "",  # MUSICAL SYMBOL BEGIN SLUR
    "\U0001d178": "",  # MUSICAL SYMBOL END SLUR
    "\U0001d179": "",  # MUSICAL SYMBOL BEGIN PHRASE
    "\U0001d17a": "",  # MUSICAL SYMBOL END PHRASE
    "🙶": '"',  # SANS-SERIF HEAVY DOUBLE TURNED COMMA QUOTATION MARK ORNAMENT
    "🙷": '"',  # SANS-SERIF HEAVY DOUBLE COMMA QUOTATION MARK ORNAMENT
    "🙸": '"',  # SANS-SERIF HEAVY LOW DOUBLE COMMA QUOTATION MARK ORNAMENT
}
# Tags and variation selectors of plane 14.
TYPOGRAPHIC |= dict.fromkeys(
    map(chr, [*range(0xE0001, 0xE0002), *range(0xE0020, 0xE0080), *range(0xE0100, 0xE01F0)]),
    "",
)
