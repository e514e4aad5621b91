"""The 12 national language locking shift tables: data, and nothing else.

By language id (TS 23.040 §9.2.3.24.16): code position to character. Each replaces the default alphabet.
There is no Spanish one (A.3.2 is void); 0x1B is the escape. An absent position has no character.

Source: 3GPP TS 23.038 V20.0.0, annex A.3, compared cell by cell with eight implementations.
"""

# fmt: off
LOCKING: dict[int, dict[int, str]] = {
    1: {  # Turkish, A.3.1
        0x00: "@", 0x01: "£", 0x02: "$", 0x03: "¥", 0x04: "€", 0x05: "é", 0x06: "ù", 0x07: "ı",
        0x08: "ò", 0x09: "Ç",
        0x0A: "\n",  # LINE FEED
        0x0B: "Ğ", 0x0C: "ğ",
        0x0D: "\r",  # CARRIAGE RETURN
        0x0E: "Å", 0x0F: "å",
        0x10: "Δ", 0x11: "_", 0x12: "Φ", 0x13: "Γ", 0x14: "Λ", 0x15: "Ω", 0x16: "Π", 0x17: "Ψ",
        0x18: "Σ", 0x19: "Θ", 0x1A: "Ξ", 0x1C: "Ş", 0x1D: "ş", 0x1E: "ß", 0x1F: "É",
        0x20: " ", 0x21: "!", 0x22: '"', 0x23: "#", 0x24: "¤", 0x25: "%", 0x26: "&", 0x27: "'",
        0x28: "(", 0x29: ")", 0x2A: "*", 0x2B: "+", 0x2C: ",", 0x2D: "-", 0x2E: ".", 0x2F: "/",
        0x30: "0", 0x31: "1", 0x32: "2", 0x33: "3", 0x34: "4", 0x35: "5", 0x36: "6", 0x37: "7",
        0x38: "8", 0x39: "9", 0x3A: ":", 0x3B: ";", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x3F: "?",
        0x40: "İ", 0x41: "A", 0x42: "B", 0x43: "C", 0x44: "D", 0x45: "E", 0x46: "F", 0x47: "G",
        0x48: "H", 0x49: "I", 0x4A: "J", 0x4B: "K", 0x4C: "L", 0x4D: "M", 0x4E: "N", 0x4F: "O",
        0x50: "P", 0x51: "Q", 0x52: "R", 0x53: "S", 0x54: "T", 0x55: "U", 0x56: "V", 0x57: "W",
        0x58: "X", 0x59: "Y", 0x5A: "Z", 0x5B: "Ä", 0x5C: "Ö", 0x5D: "Ñ", 0x5E: "Ü", 0x5F: "§",
        0x60: "ç", 0x61: "a", 0x62: "b", 0x63: "c", 0x64: "d", 0x65: "e", 0x66: "f", 0x67: "g",
        0x68: "h", 0x69: "i", 0x6A: "j", 0x6B: "k", 0x6C: "l", 0x6D: "m", 0x6E: "n", 0x6F: "o",
        0x70: "p", 0x71: "q", 0x72: "r", 0x73: "s", 0x74: "t", 0x75: "u", 0x76: "v", 0x77: "w",
        0x78: "x", 0x79: "y", 0x7A: "z", 0x7B: "ä", 0x7C: "ö", 0x7D: "ñ", 0x7E: "ü", 0x7F: "à",
    },
    3: {  # Portuguese, A.3.3
        0x00: "@", 0x01: "£", 0x02: "$", 0x03: "¥", 0x04: "ê", 0x05: "é", 0x06: "ú", 0x07: "í",
        0x08: "ó", 0x09: "ç",
        0x0A: "\n",  # LINE FEED
        0x0B: "Ô", 0x0C: "ô",
        0x0D: "\r",  # CARRIAGE RETURN
        0x0E: "Á", 0x0F: "á",
        0x10: "Δ", 0x11: "_", 0x12: "ª", 0x13: "Ç", 0x14: "À", 0x15: "∞", 0x16: "^", 0x17: "\\",
        0x18: "€", 0x19: "Ó", 0x1A: "|", 0x1C: "Â", 0x1D: "â", 0x1E: "Ê", 0x1F: "É",
        0x20: " ", 0x21: "!", 0x22: '"', 0x23: "#", 0x24: "º", 0x25: "%", 0x26: "&", 0x27: "'",
        0x28: "(", 0x29: ")", 0x2A: "*", 0x2B: "+", 0x2C: ",", 0x2D: "-", 0x2E: ".", 0x2F: "/",
        0x30: "0", 0x31: "1", 0x32: "2", 0x33: "3", 0x34: "4", 0x35: "5", 0x36: "6", 0x37: "7",
        0x38: "8", 0x39: "9", 0x3A: ":", 0x3B: ";", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x3F: "?",
        0x40: "Í", 0x41: "A", 0x42: "B", 0x43: "C", 0x44: "D", 0x45: "E", 0x46: "F", 0x47: "G",
        0x48: "H", 0x49: "I", 0x4A: "J", 0x4B: "K", 0x4C: "L", 0x4D: "M", 0x4E: "N", 0x4F: "O",
        0x50: "P", 0x51: "Q", 0x52: "R", 0x53: "S", 0x54: "T", 0x55: "U", 0x56: "V", 0x57: "W",
        0x58: "X", 0x59: "Y", 0x5A: "Z", 0x5B: "Ã", 0x5C: "Õ", 0x5D: "Ú", 0x5E: "Ü", 0x5F: "§",
        0x60: "~", 0x61: "a", 0x62: "b", 0x63: "c", 0x64: "d", 0x65: "e", 0x66: "f", 0x67: "g",
        0x68: "h", 0x69: "i", 0x6A: "j", 0x6B: "k", 0x6C: "l", 0x6D: "m", 0x6E: "n", 0x6F: "o",
        0x70: "p", 0x71: "q", 0x72: "r", 0x73: "s", 0x74: "t", 0x75: "u", 0x76: "v", 0x77: "w",
        0x78: "x", 0x79: "y", 0x7A: "z", 0x7B: "ã", 0x7C: "õ", 0x7D: "`", 0x7E: "ü", 0x7F: "à",
    },
    4: {  # Bengali, A.3.4
        0x00: "\u0981",  # BENGALI SIGN CANDRABINDU
        0x01: "\u0982",  # BENGALI SIGN ANUSVARA
        0x02: "\u0983",  # BENGALI SIGN VISARGA
        0x03: "অ", 0x04: "আ", 0x05: "ই", 0x06: "ঈ", 0x07: "উ",
        0x08: "ঊ", 0x09: "ঋ",
        0x0A: "\n",  # LINE FEED
        0x0B: "ঌ",
        0x0D: "\r",  # CARRIAGE RETURN
        0x0F: "এ",
        0x10: "ঐ", 0x13: "ও", 0x14: "ঔ", 0x15: "ক", 0x16: "খ", 0x17: "গ",
        0x18: "ঘ", 0x19: "ঙ", 0x1A: "চ", 0x1C: "ছ", 0x1D: "জ", 0x1E: "ঝ", 0x1F: "ঞ",
        0x20: " ", 0x21: "!", 0x22: "ট", 0x23: "ঠ", 0x24: "ড", 0x25: "ঢ", 0x26: "ণ", 0x27: "ত",
        0x28: ")", 0x29: "(", 0x2A: "থ", 0x2B: "দ", 0x2C: ",", 0x2D: "ধ", 0x2E: ".", 0x2F: "ন",
        0x30: "0", 0x31: "1", 0x32: "2", 0x33: "3", 0x34: "4", 0x35: "5", 0x36: "6", 0x37: "7",
        0x38: "8", 0x39: "9", 0x3A: ":", 0x3B: ";", 0x3D: "প", 0x3E: "ফ", 0x3F: "?",
        0x40: "ব", 0x41: "ভ", 0x42: "ম", 0x43: "য", 0x44: "র", 0x46: "ল", 0x4A: "শ", 0x4B: "ষ",
        0x4C: "স", 0x4D: "হ",
        0x4E: "\u09bc",  # BENGALI SIGN NUKTA
        0x4F: "ঽ",
        0x50: "\u09be",  # BENGALI VOWEL SIGN AA
        0x51: "\u09bf",  # BENGALI VOWEL SIGN I
        0x52: "\u09c0",  # BENGALI VOWEL SIGN II
        0x53: "\u09c1",  # BENGALI VOWEL SIGN U
        0x54: "\u09c2",  # BENGALI VOWEL SIGN UU
        0x55: "\u09c3",  # BENGALI VOWEL SIGN VOCALIC R
        0x56: "\u09c4",  # BENGALI VOWEL SIGN VOCALIC RR
        0x59: "\u09c7",  # BENGALI VOWEL SIGN E
        0x5A: "\u09c8",  # BENGALI VOWEL SIGN AI
        0x5D: "\u09cb",  # BENGALI VOWEL SIGN O
        0x5E: "\u09cc",  # BENGALI VOWEL SIGN AU
        0x5F: "\u09cd",  # BENGALI SIGN VIRAMA
        0x60: "ৎ", 0x61: "a", 0x62: "b", 0x63: "c", 0x64: "d", 0x65: "e", 0x66: "f", 0x67: "g",
        0x68: "h", 0x69: "i", 0x6A: "j", 0x6B: "k", 0x6C: "l", 0x6D: "m", 0x6E: "n", 0x6F: "o",
        0x70: "p", 0x71: "q", 0x72: "r", 0x73: "s", 0x74: "t", 0x75: "u", 0x76: "v", 0x77: "w",
        0x78: "x", 0x79: "y", 0x7A: "z",
        0x7B: "\u09d7",  # BENGALI AU LENGTH MARK
        0x7C: "ড়", 0x7D: "ঢ়", 0x7E: "ৰ", 0x7F: "ৱ",
    },
    5: {  # Gujarati, A.3.5
        0x00: "\u0a81",  # GUJARATI SIGN CANDRABINDU
        0x01: "\u0a82",  # GUJARATI SIGN ANUSVARA
        0x02: "\u0a83",  # GUJARATI SIGN VISARGA
        0x03: "અ", 0x04: "આ", 0x05: "ઇ", 0x06: "ઈ", 0x07: "ઉ",
        0x08: "ઊ", 0x09: "ઋ",
        0x0A: "\n",  # LINE FEED
        0x0B: "ઌ", 0x0C: "ઍ",
        0x0D: "\r",  # CARRIAGE RETURN
        0x0F: "એ",
        0x10: "ઐ", 0x11: "ઑ", 0x13: "ઓ", 0x14: "ઔ", 0x15: "ક", 0x16: "ખ", 0x17: "ગ",
        0x18: "ઘ", 0x19: "ઙ", 0x1A: "ચ", 0x1C: "છ", 0x1D: "જ", 0x1E: "ઝ", 0x1F: "ઞ",
        0x20: " ", 0x21: "!", 0x22: "ટ", 0x23: "ઠ", 0x24: "ડ", 0x25: "ઢ", 0x26: "ણ", 0x27: "ત",
        0x28: ")", 0x29: "(", 0x2A: "થ", 0x2B: "દ", 0x2C: ",", 0x2D: "ધ", 0x2E: ".", 0x2F: "ન",
        0x30: "0", 0x31: "1", 0x32: "2", 0x33: "3", 0x34: "4", 0x35: "5", 0x36: "6", 0x37: "7",
        0x38: "8", 0x39: "9", 0x3A: ":", 0x3B: ";", 0x3D: "પ", 0x3E: "ફ", 0x3F: "?",
        0x40: "બ", 0x41: "ભ", 0x42: "મ", 0x43: "ય", 0x44: "ર", 0x46: "લ", 0x47: "ળ", 0x49: "વ",
        0x4A: "શ", 0x4B: "ષ", 0x4C: "સ", 0x4D: "હ",
        0x4E: "\u0abc",  # GUJARATI SIGN NUKTA
        0x4F: "ઽ",
        0x50: "\u0abe",  # GUJARATI VOWEL SIGN AA
        0x51: "\u0abf",  # GUJARATI VOWEL SIGN I
        0x52: "\u0ac0",  # GUJARATI VOWEL SIGN II
        0x53: "\u0ac1",  # GUJARATI VOWEL SIGN U
        0x54: "\u0ac2",  # GUJARATI VOWEL SIGN UU
        0x55: "\u0ac3",  # GUJARATI VOWEL SIGN VOCALIC R
        0x56: "\u0ac4",  # GUJARATI VOWEL SIGN VOCALIC RR
        0x57: "\u0ac5",  # GUJARATI VOWEL SIGN CANDRA E
        0x59: "\u0ac7",  # GUJARATI VOWEL SIGN E
        0x5A: "\u0ac8",  # GUJARATI VOWEL SIGN AI
        0x5B: "\u0ac9",  # GUJARATI VOWEL SIGN CANDRA O
        0x5D: "\u0acb",  # GUJARATI VOWEL SIGN O
        0x5E: "\u0acc",  # GUJARATI VOWEL SIGN AU
        0x5F: "\u0acd",  # GUJARATI SIGN VIRAMA
        0x60: "ૐ", 0x61: "a", 0x62: "b", 0x63: "c", 0x64: "d", 0x65: "e", 0x66: "f", 0x67: "g",
        0x68: "h", 0x69: "i", 0x6A: "j", 0x6B: "k", 0x6C: "l", 0x6D: "m", 0x6E: "n", 0x6F: "o",
        0x70: "p", 0x71: "q", 0x72: "r", 0x73: "s", 0x74: "t", 0x75: "u", 0x76: "v", 0x77: "w",
        0x78: "x", 0x79: "y", 0x7A: "z", 0x7B: "ૠ", 0x7C: "ૡ",
        0x7D: "\u0ae2",  # GUJARATI VOWEL SIGN VOCALIC L
        0x7E: "\u0ae3",  # GUJARATI VOWEL SIGN VOCALIC LL
        0x7F: "૱",
    },
    6: {  # Hindi, A.3.6
        0x00: "\u0901",  # DEVANAGARI SIGN CANDRABINDU
        0x01: "\u0902",  # DEVANAGARI SIGN ANUSVARA
        0x02: "\u0903",  # DEVANAGARI SIGN VISARGA
        0x03: "अ", 0x04: "आ", 0x05: "इ", 0x06: "ई", 0x07: "उ",
        0x08: "ऊ", 0x09: "ऋ",
        0x0A: "\n",  # LINE FEED
        0x0B: "ऌ", 0x0C: "ऍ",
        0x0D: "\r",  # CARRIAGE RETURN
        0x0E: "ऎ", 0x0F: "ए",
        0x10: "ऐ", 0x11: "ऑ", 0x12: "ऒ", 0x13: "ओ", 0x14: "औ", 0x15: "क", 0x16: "ख", 0x17: "ग",
        0x18: "घ", 0x19: "ङ", 0x1A: "च", 0x1C: "छ", 0x1D: "ज", 0x1E: "झ", 0x1F: "ञ",
        0x20: " ", 0x21: "!", 0x22: "ट", 0x23: "ठ", 0x24: "ड", 0x25: "ढ", 0x26: "ण", 0x27: "त",
        0x28: ")", 0x29: "(", 0x2A: "थ", 0x2B: "द", 0x2C: ",", 0x2D: "ध", 0x2E: ".", 0x2F: "न",
        0x30: "0", 0x31: "1", 0x32: "2", 0x33: "3", 0x34: "4", 0x35: "5", 0x36: "6", 0x37: "7",
        0x38: "8", 0x39: "9", 0x3A: ":", 0x3B: ";", 0x3C: "ऩ", 0x3D: "प", 0x3E: "फ", 0x3F: "?",
        0x40: "ब", 0x41: "भ", 0x42: "म", 0x43: "य", 0x44: "र", 0x45: "ऱ", 0x46: "ल", 0x47: "ळ",
        0x48: "ऴ", 0x49: "व", 0x4A: "श", 0x4B: "ष", 0x4C: "स", 0x4D: "ह",
        0x4E: "\u093c",  # DEVANAGARI SIGN NUKTA
        0x4F: "ऽ",
        0x50: "\u093e",  # DEVANAGARI VOWEL SIGN AA
        0x51: "\u093f",  # DEVANAGARI VOWEL SIGN I
        0x52: "\u0940",  # DEVANAGARI VOWEL SIGN II
        0x53: "\u0941",  # DEVANAGARI VOWEL SIGN U
        0x54: "\u0942",  # DEVANAGARI VOWEL SIGN UU
        0x55: "\u0943",  # DEVANAGARI VOWEL SIGN VOCALIC R
        0x56: "\u0944",  # DEVANAGARI VOWEL SIGN VOCALIC RR
        0x57: "\u0945",  # DEVANAGARI VOWEL SIGN CANDRA E
        0x58: "\u0946",  # DEVANAGARI VOWEL SIGN SHORT E
        0x59: "\u0947",  # DEVANAGARI VOWEL SIGN E
        0x5A: "\u0948",  # DEVANAGARI VOWEL SIGN AI
        0x5B: "\u0949",  # DEVANAGARI VOWEL SIGN CANDRA O
        0x5C: "\u094a",  # DEVANAGARI VOWEL SIGN SHORT O
        0x5D: "\u094b",  # DEVANAGARI VOWEL SIGN O
        0x5E: "\u094c",  # DEVANAGARI VOWEL SIGN AU
        0x5F: "\u094d",  # DEVANAGARI SIGN VIRAMA
        0x60: "ॐ", 0x61: "a", 0x62: "b", 0x63: "c", 0x64: "d", 0x65: "e", 0x66: "f", 0x67: "g",
        0x68: "h", 0x69: "i", 0x6A: "j", 0x6B: "k", 0x6C: "l", 0x6D: "m", 0x6E: "n", 0x6F: "o",
        0x70: "p", 0x71: "q", 0x72: "r", 0x73: "s", 0x74: "t", 0x75: "u", 0x76: "v", 0x77: "w",
        0x78: "x", 0x79: "y", 0x7A: "z", 0x7B: "ॲ", 0x7C: "ॻ", 0x7D: "ॼ", 0x7E: "ॾ", 0x7F: "ॿ",
    },
    7: {  # Kannada, A.3.7
        0x01: "\u0c82",  # KANNADA SIGN ANUSVARA
        0x02: "\u0c83",  # KANNADA SIGN VISARGA
        0x03: "ಅ", 0x04: "ಆ", 0x05: "ಇ", 0x06: "ಈ", 0x07: "ಉ",
        0x08: "ಊ", 0x09: "ಋ",
        0x0A: "\n",  # LINE FEED
        0x0B: "ಌ",
        0x0D: "\r",  # CARRIAGE RETURN
        0x0E: "ಎ", 0x0F: "ಏ",
        0x10: "ಐ", 0x12: "ಒ", 0x13: "ಓ", 0x14: "ಔ", 0x15: "ಕ", 0x16: "ಖ", 0x17: "ಗ",
        0x18: "ಘ", 0x19: "ಙ", 0x1A: "ಚ", 0x1C: "ಛ", 0x1D: "ಜ", 0x1E: "ಝ", 0x1F: "ಞ",
        0x20: " ", 0x21: "!", 0x22: "ಟ", 0x23: "ಠ",
        0x24: "ಡ",  # KANNADA LETTER DDA (3GPP prints U+0CAA, a misprint: that is at 0x3D)
        0x25: "ಢ", 0x26: "ಣ", 0x27: "ತ",
        0x28: ")", 0x29: "(", 0x2A: "ಥ", 0x2B: "ದ", 0x2C: ",", 0x2D: "ಧ", 0x2E: ".", 0x2F: "ನ",
        0x30: "0", 0x31: "1", 0x32: "2", 0x33: "3", 0x34: "4", 0x35: "5", 0x36: "6", 0x37: "7",
        0x38: "8", 0x39: "9", 0x3A: ":", 0x3B: ";", 0x3D: "ಪ", 0x3E: "ಫ", 0x3F: "?",
        0x40: "ಬ", 0x41: "ಭ", 0x42: "ಮ", 0x43: "ಯ", 0x44: "ರ", 0x45: "ಱ", 0x46: "ಲ", 0x47: "ಳ",
        0x49: "ವ", 0x4A: "ಶ", 0x4B: "ಷ", 0x4C: "ಸ", 0x4D: "ಹ",
        0x4E: "\u0cbc",  # KANNADA SIGN NUKTA
        0x4F: "ಽ",
        0x50: "\u0cbe",  # KANNADA VOWEL SIGN AA
        0x51: "\u0cbf",  # KANNADA VOWEL SIGN I
        0x52: "\u0cc0",  # KANNADA VOWEL SIGN II
        0x53: "\u0cc1",  # KANNADA VOWEL SIGN U
        0x54: "\u0cc2",  # KANNADA VOWEL SIGN UU
        0x55: "\u0cc3",  # KANNADA VOWEL SIGN VOCALIC R
        0x56: "\u0cc4",  # KANNADA VOWEL SIGN VOCALIC RR
        0x58: "\u0cc6",  # KANNADA VOWEL SIGN E
        0x59: "\u0cc7",  # KANNADA VOWEL SIGN EE
        0x5A: "\u0cc8",  # KANNADA VOWEL SIGN AI
        0x5C: "\u0cca",  # KANNADA VOWEL SIGN O
        0x5D: "\u0ccb",  # KANNADA VOWEL SIGN OO
        0x5E: "\u0ccc",  # KANNADA VOWEL SIGN AU
        0x5F: "\u0ccd",  # KANNADA SIGN VIRAMA
        0x60: "\u0cd5",  # KANNADA LENGTH MARK
        0x61: "a", 0x62: "b", 0x63: "c", 0x64: "d", 0x65: "e", 0x66: "f", 0x67: "g",
        0x68: "h", 0x69: "i", 0x6A: "j", 0x6B: "k", 0x6C: "l", 0x6D: "m", 0x6E: "n", 0x6F: "o",
        0x70: "p", 0x71: "q", 0x72: "r", 0x73: "s", 0x74: "t", 0x75: "u", 0x76: "v", 0x77: "w",
        0x78: "x", 0x79: "y", 0x7A: "z",
        0x7B: "\u0cd6",  # KANNADA AI LENGTH MARK
        0x7C: "ೠ", 0x7D: "ೡ",
        0x7E: "\u0ce2",  # KANNADA VOWEL SIGN VOCALIC L
        0x7F: "\u0ce3",  # KANNADA VOWEL SIGN VOCALIC LL
    },
    8: {  # Malayalam, A.3.8
        0x01: "\u0d02",  # MALAYALAM SIGN ANUSVARA
        0x02: "\u0d03",  # MALAYALAM SIGN VISARGA
        0x03: "അ", 0x04: "ആ", 0x05: "ഇ", 0x06: "ഈ", 0x07: "ഉ",
        0x08: "ഊ", 0x09: "ഋ",
        0x0A: "\n",  # LINE FEED
        0x0B: "ഌ",
        0x0D: "\r",  # CARRIAGE RETURN
        0x0E: "എ", 0x0F: "ഏ",
        0x10: "ഐ", 0x12: "ഒ", 0x13: "ഓ", 0x14: "ഔ", 0x15: "ക", 0x16: "ഖ", 0x17: "ഗ",
        0x18: "ഘ", 0x19: "ങ", 0x1A: "ച", 0x1C: "ഛ", 0x1D: "ജ", 0x1E: "ഝ", 0x1F: "ഞ",
        0x20: " ", 0x21: "!", 0x22: "ട", 0x23: "ഠ", 0x24: "ഡ", 0x25: "ഢ", 0x26: "ണ", 0x27: "ത",
        0x28: ")", 0x29: "(", 0x2A: "ഥ", 0x2B: "ദ", 0x2C: ",", 0x2D: "ധ", 0x2E: ".", 0x2F: "ന",
        0x30: "0", 0x31: "1", 0x32: "2", 0x33: "3", 0x34: "4", 0x35: "5", 0x36: "6", 0x37: "7",
        0x38: "8", 0x39: "9", 0x3A: ":", 0x3B: ";", 0x3D: "പ", 0x3E: "ഫ", 0x3F: "?",
        0x40: "ബ", 0x41: "ഭ", 0x42: "മ", 0x43: "യ", 0x44: "ര", 0x45: "റ", 0x46: "ല", 0x47: "ള",
        0x48: "ഴ", 0x49: "വ", 0x4A: "ശ", 0x4B: "ഷ", 0x4C: "സ", 0x4D: "ഹ", 0x4F: "ഽ",
        0x50: "\u0d3e",  # MALAYALAM VOWEL SIGN AA
        0x51: "\u0d3f",  # MALAYALAM VOWEL SIGN I
        0x52: "\u0d40",  # MALAYALAM VOWEL SIGN II
        0x53: "\u0d41",  # MALAYALAM VOWEL SIGN U
        0x54: "\u0d42",  # MALAYALAM VOWEL SIGN UU
        0x55: "\u0d43",  # MALAYALAM VOWEL SIGN VOCALIC R
        0x56: "\u0d44",  # MALAYALAM VOWEL SIGN VOCALIC RR
        0x58: "\u0d46",  # MALAYALAM VOWEL SIGN E
        0x59: "\u0d47",  # MALAYALAM VOWEL SIGN EE
        0x5A: "\u0d48",  # MALAYALAM VOWEL SIGN AI
        0x5C: "\u0d4a",  # MALAYALAM VOWEL SIGN O
        0x5D: "\u0d4b",  # MALAYALAM VOWEL SIGN OO
        0x5E: "\u0d4c",  # MALAYALAM VOWEL SIGN AU
        0x5F: "\u0d4d",  # MALAYALAM SIGN VIRAMA
        0x60: "\u0d57",  # MALAYALAM AU LENGTH MARK
        0x61: "a", 0x62: "b", 0x63: "c", 0x64: "d", 0x65: "e", 0x66: "f", 0x67: "g",
        0x68: "h", 0x69: "i", 0x6A: "j", 0x6B: "k", 0x6C: "l", 0x6D: "m", 0x6E: "n", 0x6F: "o",
        0x70: "p", 0x71: "q", 0x72: "r", 0x73: "s", 0x74: "t", 0x75: "u", 0x76: "v", 0x77: "w",
        0x78: "x", 0x79: "y", 0x7A: "z", 0x7B: "ൠ", 0x7C: "ൡ",
        0x7D: "\u0d62",  # MALAYALAM VOWEL SIGN VOCALIC L
        0x7E: "\u0d63",  # MALAYALAM VOWEL SIGN VOCALIC LL
        0x7F: "൹",
    },
    9: {  # Odia, A.3.9
        0x00: "\u0b01",  # ORIYA SIGN CANDRABINDU
        0x01: "\u0b02",  # ORIYA SIGN ANUSVARA
        0x02: "\u0b03",  # ORIYA SIGN VISARGA
        0x03: "ଅ", 0x04: "ଆ", 0x05: "ଇ", 0x06: "ଈ", 0x07: "ଉ",
        0x08: "ଊ", 0x09: "ଋ",
        0x0A: "\n",  # LINE FEED
        0x0B: "ଌ",
        0x0D: "\r",  # CARRIAGE RETURN
        0x0F: "ଏ",
        0x10: "ଐ", 0x13: "ଓ", 0x14: "ଔ", 0x15: "କ", 0x16: "ଖ", 0x17: "ଗ",
        0x18: "ଘ", 0x19: "ଙ", 0x1A: "ଚ", 0x1C: "ଛ", 0x1D: "ଜ", 0x1E: "ଝ", 0x1F: "ଞ",
        0x20: " ", 0x21: "!", 0x22: "ଟ", 0x23: "ଠ", 0x24: "ଡ", 0x25: "ଢ", 0x26: "ଣ", 0x27: "ତ",
        0x28: ")", 0x29: "(", 0x2A: "ଥ", 0x2B: "ଦ", 0x2C: ",", 0x2D: "ଧ", 0x2E: ".", 0x2F: "ନ",
        0x30: "0", 0x31: "1", 0x32: "2", 0x33: "3", 0x34: "4", 0x35: "5", 0x36: "6", 0x37: "7",
        0x38: "8", 0x39: "9", 0x3A: ":", 0x3B: ";", 0x3D: "ପ", 0x3E: "ଫ", 0x3F: "?",
        0x40: "ବ", 0x41: "ଭ", 0x42: "ମ", 0x43: "ଯ", 0x44: "ର", 0x46: "ଲ",
        0x47: "ଳ",  # ORIYA LETTER LLA (3GPP prints U+0B3C U+0B33, a misprint)
        0x49: "ଵ", 0x4A: "ଶ", 0x4B: "ଷ", 0x4C: "ସ", 0x4D: "ହ",
        0x4E: "\u0b3c",  # ORIYA SIGN NUKTA
        0x4F: "ଽ",
        0x50: "\u0b3e",  # ORIYA VOWEL SIGN AA
        0x51: "\u0b3f",  # ORIYA VOWEL SIGN I
        0x52: "\u0b40",  # ORIYA VOWEL SIGN II
        0x53: "\u0b41",  # ORIYA VOWEL SIGN U
        0x54: "\u0b42",  # ORIYA VOWEL SIGN UU
        0x55: "\u0b43",  # ORIYA VOWEL SIGN VOCALIC R
        0x56: "\u0b44",  # ORIYA VOWEL SIGN VOCALIC RR
        0x59: "\u0b47",  # ORIYA VOWEL SIGN E
        0x5A: "\u0b48",  # ORIYA VOWEL SIGN AI
        0x5D: "\u0b4b",  # ORIYA VOWEL SIGN O
        0x5E: "\u0b4c",  # ORIYA VOWEL SIGN AU
        0x5F: "\u0b4d",  # ORIYA SIGN VIRAMA
        0x60: "\u0b56",  # ORIYA AI LENGTH MARK
        0x61: "a", 0x62: "b", 0x63: "c", 0x64: "d", 0x65: "e", 0x66: "f", 0x67: "g",
        0x68: "h", 0x69: "i", 0x6A: "j", 0x6B: "k", 0x6C: "l", 0x6D: "m", 0x6E: "n", 0x6F: "o",
        0x70: "p", 0x71: "q", 0x72: "r", 0x73: "s", 0x74: "t", 0x75: "u", 0x76: "v", 0x77: "w",
        0x78: "x", 0x79: "y", 0x7A: "z",
        0x7B: "\u0b57",  # ORIYA AU LENGTH MARK
        0x7C: "ୠ", 0x7D: "ୡ",
        0x7E: "\u0b62",  # ORIYA VOWEL SIGN VOCALIC L
        0x7F: "\u0b63",  # ORIYA VOWEL SIGN VOCALIC LL
    },
    10: {  # Punjabi, A.3.10
        0x00: "\u0a01",  # GURMUKHI SIGN ADAK BINDI
        0x01: "\u0a02",  # GURMUKHI SIGN BINDI
        0x02: "\u0a03",  # GURMUKHI SIGN VISARGA
        0x03: "ਅ", 0x04: "ਆ", 0x05: "ਇ", 0x06: "ਈ", 0x07: "ਉ",
        0x08: "ਊ",
        0x0A: "\n",  # LINE FEED
        0x0D: "\r",  # CARRIAGE RETURN
        0x0F: "ਏ",
        0x10: "ਐ", 0x13: "ਓ", 0x14: "ਔ", 0x15: "ਕ", 0x16: "ਖ", 0x17: "ਗ",
        0x18: "ਘ", 0x19: "ਙ", 0x1A: "ਚ", 0x1C: "ਛ", 0x1D: "ਜ", 0x1E: "ਝ", 0x1F: "ਞ",
        0x20: " ", 0x21: "!", 0x22: "ਟ", 0x23: "ਠ", 0x24: "ਡ", 0x25: "ਢ", 0x26: "ਣ", 0x27: "ਤ",
        0x28: ")", 0x29: "(", 0x2A: "ਥ", 0x2B: "ਦ", 0x2C: ",", 0x2D: "ਧ", 0x2E: ".", 0x2F: "ਨ",
        0x30: "0", 0x31: "1", 0x32: "2", 0x33: "3", 0x34: "4", 0x35: "5", 0x36: "6", 0x37: "7",
        0x38: "8", 0x39: "9", 0x3A: ":", 0x3B: ";", 0x3D: "ਪ", 0x3E: "ਫ", 0x3F: "?",
        0x40: "ਬ", 0x41: "ਭ", 0x42: "ਮ", 0x43: "ਯ", 0x44: "ਰ", 0x46: "ਲ", 0x47: "ਲ਼", 0x49: "ਵ",
        0x4A: "ਸ਼", 0x4C: "ਸ", 0x4D: "ਹ",
        0x4E: "\u0a3c",  # GURMUKHI SIGN NUKTA
        0x50: "\u0a3e",  # GURMUKHI VOWEL SIGN AA
        0x51: "\u0a3f",  # GURMUKHI VOWEL SIGN I
        0x52: "\u0a40",  # GURMUKHI VOWEL SIGN II
        0x53: "\u0a41",  # GURMUKHI VOWEL SIGN U
        0x54: "\u0a42",  # GURMUKHI VOWEL SIGN UU
        0x59: "\u0a47",  # GURMUKHI VOWEL SIGN EE
        0x5A: "\u0a48",  # GURMUKHI VOWEL SIGN AI
        0x5D: "\u0a4b",  # GURMUKHI VOWEL SIGN OO
        0x5E: "\u0a4c",  # GURMUKHI VOWEL SIGN AU
        0x5F: "\u0a4d",  # GURMUKHI SIGN VIRAMA
        0x60: "\u0a51",  # GURMUKHI SIGN UDAAT
        0x61: "a", 0x62: "b", 0x63: "c", 0x64: "d", 0x65: "e", 0x66: "f", 0x67: "g",
        0x68: "h", 0x69: "i", 0x6A: "j", 0x6B: "k", 0x6C: "l", 0x6D: "m", 0x6E: "n", 0x6F: "o",
        0x70: "p", 0x71: "q", 0x72: "r", 0x73: "s", 0x74: "t", 0x75: "u", 0x76: "v", 0x77: "w",
        0x78: "x", 0x79: "y", 0x7A: "z",
        0x7B: "\u0a70",  # GURMUKHI TIPPI
        0x7C: "\u0a71",  # GURMUKHI ADDAK
        0x7D: "ੲ", 0x7E: "ੳ", 0x7F: "ੴ",
    },
    11: {  # Tamil, A.3.11
        0x01: "\u0b82",  # TAMIL SIGN ANUSVARA
        0x02: "ஃ", 0x03: "அ", 0x04: "ஆ", 0x05: "இ", 0x06: "ஈ", 0x07: "உ",
        0x08: "ஊ",
        0x0A: "\n",  # LINE FEED
        0x0D: "\r",  # CARRIAGE RETURN
        0x0E: "எ", 0x0F: "ஏ",
        0x10: "ஐ", 0x12: "ஒ", 0x13: "ஓ", 0x14: "ஔ", 0x15: "க", 0x19: "ங", 0x1A: "ச", 0x1D: "ஜ",
        0x1F: "ஞ",
        0x20: " ", 0x21: "!", 0x22: "ட", 0x26: "ண", 0x27: "த",
        0x28: ")", 0x29: "(", 0x2C: ",", 0x2E: ".", 0x2F: "ந",
        0x30: "0", 0x31: "1", 0x32: "2", 0x33: "3", 0x34: "4", 0x35: "5", 0x36: "6", 0x37: "7",
        0x38: "8", 0x39: "9", 0x3A: ":", 0x3B: ";", 0x3C: "ன", 0x3D: "ப", 0x3F: "?", 0x42: "ம",
        0x43: "ய", 0x44: "ர", 0x45: "ற", 0x46: "ல", 0x47: "ள",
        0x48: "ழ", 0x49: "வ", 0x4A: "ஶ", 0x4B: "ஷ", 0x4C: "ஸ", 0x4D: "ஹ",
        0x50: "\u0bbe",  # TAMIL VOWEL SIGN AA
        0x51: "\u0bbf",  # TAMIL VOWEL SIGN I
        0x52: "\u0bc0",  # TAMIL VOWEL SIGN II
        0x53: "\u0bc1",  # TAMIL VOWEL SIGN U
        0x54: "\u0bc2",  # TAMIL VOWEL SIGN UU
        0x58: "\u0bc6",  # TAMIL VOWEL SIGN E
        0x59: "\u0bc7",  # TAMIL VOWEL SIGN EE
        0x5A: "\u0bc8",  # TAMIL VOWEL SIGN AI
        0x5C: "\u0bca",  # TAMIL VOWEL SIGN O
        0x5D: "\u0bcb",  # TAMIL VOWEL SIGN OO
        0x5E: "\u0bcc",  # TAMIL VOWEL SIGN AU
        0x5F: "\u0bcd",  # TAMIL SIGN VIRAMA
        0x60: "ௐ", 0x61: "a", 0x62: "b", 0x63: "c", 0x64: "d", 0x65: "e", 0x66: "f", 0x67: "g",
        0x68: "h", 0x69: "i", 0x6A: "j", 0x6B: "k", 0x6C: "l", 0x6D: "m", 0x6E: "n", 0x6F: "o",
        0x70: "p", 0x71: "q", 0x72: "r", 0x73: "s", 0x74: "t", 0x75: "u", 0x76: "v", 0x77: "w",
        0x78: "x", 0x79: "y", 0x7A: "z",
        0x7B: "\u0bd7",  # TAMIL AU LENGTH MARK
        0x7C: "௰", 0x7D: "௱", 0x7E: "௲", 0x7F: "௹",
    },
    12: {  # Telugu, A.3.12
        0x00: "\u0c01",  # TELUGU SIGN CANDRABINDU
        0x01: "\u0c02",  # TELUGU SIGN ANUSVARA
        0x02: "\u0c03",  # TELUGU SIGN VISARGA
        0x03: "అ", 0x04: "ఆ", 0x05: "ఇ", 0x06: "ఈ", 0x07: "ఉ",
        0x08: "ఊ", 0x09: "ఋ",
        0x0A: "\n",  # LINE FEED
        0x0B: "ఌ",
        0x0D: "\r",  # CARRIAGE RETURN
        0x0E: "ఎ", 0x0F: "ఏ",
        0x10: "ఐ", 0x12: "ఒ", 0x13: "ఓ", 0x14: "ఔ", 0x15: "క", 0x16: "ఖ", 0x17: "గ",
        0x18: "ఘ", 0x19: "ఙ", 0x1A: "చ", 0x1C: "ఛ", 0x1D: "జ", 0x1E: "ఝ", 0x1F: "ఞ",
        0x20: " ", 0x21: "!", 0x22: "ట", 0x23: "ఠ", 0x24: "డ", 0x25: "ఢ", 0x26: "ణ", 0x27: "త",
        0x28: ")", 0x29: "(", 0x2A: "థ", 0x2B: "ద", 0x2C: ",", 0x2D: "ధ", 0x2E: ".", 0x2F: "న",
        0x30: "0", 0x31: "1", 0x32: "2", 0x33: "3", 0x34: "4", 0x35: "5", 0x36: "6", 0x37: "7",
        0x38: "8", 0x39: "9", 0x3A: ":", 0x3B: ";", 0x3D: "ప", 0x3E: "ఫ", 0x3F: "?",
        0x40: "బ", 0x41: "భ", 0x42: "మ", 0x43: "య", 0x44: "ర", 0x45: "ఱ", 0x46: "ల", 0x47: "ళ",
        0x49: "వ", 0x4A: "శ", 0x4B: "ష", 0x4C: "స", 0x4D: "హ", 0x4F: "ఽ",
        0x50: "\u0c3e",  # TELUGU VOWEL SIGN AA
        0x51: "\u0c3f",  # TELUGU VOWEL SIGN I
        0x52: "\u0c40",  # TELUGU VOWEL SIGN II
        0x53: "\u0c41",  # TELUGU VOWEL SIGN U
        0x54: "\u0c42",  # TELUGU VOWEL SIGN UU
        0x55: "\u0c43",  # TELUGU VOWEL SIGN VOCALIC R
        0x56: "\u0c44",  # TELUGU VOWEL SIGN VOCALIC RR
        0x58: "\u0c46",  # TELUGU VOWEL SIGN E
        0x59: "\u0c47",  # TELUGU VOWEL SIGN EE
        0x5A: "\u0c48",  # TELUGU VOWEL SIGN AI
        0x5C: "\u0c4a",  # TELUGU VOWEL SIGN O
        0x5D: "\u0c4b",  # TELUGU VOWEL SIGN OO
        0x5E: "\u0c4c",  # TELUGU VOWEL SIGN AU
        0x5F: "\u0c4d",  # TELUGU SIGN VIRAMA
        0x60: "\u0c55",  # TELUGU LENGTH MARK
        0x61: "a", 0x62: "b", 0x63: "c", 0x64: "d", 0x65: "e", 0x66: "f", 0x67: "g",
        0x68: "h", 0x69: "i", 0x6A: "j", 0x6B: "k", 0x6C: "l", 0x6D: "m", 0x6E: "n", 0x6F: "o",
        0x70: "p", 0x71: "q", 0x72: "r", 0x73: "s", 0x74: "t", 0x75: "u", 0x76: "v", 0x77: "w",
        0x78: "x", 0x79: "y", 0x7A: "z",
        0x7B: "\u0c56",  # TELUGU AI LENGTH MARK
        0x7C: "ౠ", 0x7D: "ౡ",
        0x7E: "\u0c62",  # TELUGU VOWEL SIGN VOCALIC L
        0x7F: "\u0c63",  # TELUGU VOWEL SIGN VOCALIC LL
    },
    13: {  # Urdu, A.3.13
        0x00: "\u0627",  # ARABIC LETTER ALEF
        0x01: "\u0622",  # ARABIC LETTER ALEF WITH MADDA ABOVE
        0x02: "\u0628",  # ARABIC LETTER BEH
        0x03: "\u067b",  # ARABIC LETTER BEEH
        0x04: "\u0680",  # ARABIC LETTER BEHEH
        0x05: "\u067e",  # ARABIC LETTER PEH
        0x06: "\u06a6",  # ARABIC LETTER PEHEH
        0x07: "\u062a",  # ARABIC LETTER TEH
        0x08: "\u06c2",  # ARABIC LETTER HEH GOAL WITH HAMZA ABOVE
        0x09: "\u067f",  # ARABIC LETTER TEHEH
        0x0A: "\n",  # LINE FEED
        0x0B: "\u0679",  # ARABIC LETTER TTEH
        0x0C: "\u067d",  # ARABIC LETTER TEH WITH THREE DOTS ABOVE DOWNWARDS
        0x0D: "\r",  # CARRIAGE RETURN
        0x0E: "\u067a",  # ARABIC LETTER TTEHEH
        0x0F: "\u067c",  # ARABIC LETTER TEH WITH RING
        0x10: "\u062b",  # ARABIC LETTER THEH
        0x11: "\u062c",  # ARABIC LETTER JEEM
        0x12: "\u0681",  # ARABIC LETTER HAH WITH HAMZA ABOVE
        0x13: "\u0684",  # ARABIC LETTER DYEH
        0x14: "\u0683",  # ARABIC LETTER NYEH
        0x15: "\u0685",  # ARABIC LETTER HAH WITH THREE DOTS ABOVE
        0x16: "\u0686",  # ARABIC LETTER TCHEH
        0x17: "\u0687",  # ARABIC LETTER TCHEHEH
        0x18: "\u062d",  # ARABIC LETTER HAH
        0x19: "\u062e",  # ARABIC LETTER KHAH
        0x1A: "\u062f",  # ARABIC LETTER DAL
        0x1C: "\u068c",  # ARABIC LETTER DAHAL
        0x1D: "\u0688",  # ARABIC LETTER DDAL
        0x1E: "\u0689",  # ARABIC LETTER DAL WITH RING
        0x1F: "\u068a",  # ARABIC LETTER DAL WITH DOT BELOW
        0x20: " ", 0x21: "!",
        0x22: "\u068f",  # ARABIC LETTER DAL WITH THREE DOTS ABOVE DOWNWARDS
        0x23: "\u068d",  # ARABIC LETTER DDAHAL
        0x24: "\u0630",  # ARABIC LETTER THAL
        0x25: "\u0631",  # ARABIC LETTER REH
        0x26: "\u0691",  # ARABIC LETTER RREH
        0x27: "\u0693",  # ARABIC LETTER REH WITH RING
        0x28: ")", 0x29: "(",
        0x2A: "\u0699",  # ARABIC LETTER REH WITH FOUR DOTS ABOVE
        0x2B: "\u0632",  # ARABIC LETTER ZAIN
        0x2C: ",",
        0x2D: "\u0696",  # ARABIC LETTER REH WITH DOT BELOW AND DOT ABOVE
        0x2E: ".",
        0x2F: "\u0698",  # ARABIC LETTER JEH
        0x30: "0", 0x31: "1", 0x32: "2", 0x33: "3", 0x34: "4", 0x35: "5", 0x36: "6", 0x37: "7",
        0x38: "8", 0x39: "9", 0x3A: ":", 0x3B: ";",
        0x3C: "\u069a",  # ARABIC LETTER SEEN WITH DOT BELOW AND DOT ABOVE
        0x3D: "\u0633",  # ARABIC LETTER SEEN
        0x3E: "\u0634",  # ARABIC LETTER SHEEN
        0x3F: "?",
        0x40: "\u0635",  # ARABIC LETTER SAD
        0x41: "\u0636",  # ARABIC LETTER DAD
        0x42: "\u0637",  # ARABIC LETTER TAH
        0x43: "\u0638",  # ARABIC LETTER ZAH
        0x44: "\u0639",  # ARABIC LETTER AIN
        0x45: "\u0641",  # ARABIC LETTER FEH
        0x46: "\u0642",  # ARABIC LETTER QAF
        0x47: "\u06a9",  # ARABIC LETTER KEHEH
        0x48: "\u06aa",  # ARABIC LETTER SWASH KAF
        0x49: "\u06ab",  # ARABIC LETTER KAF WITH RING
        0x4A: "\u06af",  # ARABIC LETTER GAF
        0x4B: "\u06b3",  # ARABIC LETTER GUEH
        0x4C: "\u06b1",  # ARABIC LETTER NGOEH
        0x4D: "\u0644",  # ARABIC LETTER LAM
        0x4E: "\u0645",  # ARABIC LETTER MEEM
        0x4F: "\u0646",  # ARABIC LETTER NOON
        0x50: "\u06ba",  # ARABIC LETTER NOON GHUNNA
        0x51: "\u06bb",  # ARABIC LETTER RNOON
        0x52: "\u06bc",  # ARABIC LETTER NOON WITH RING
        0x53: "\u0648",  # ARABIC LETTER WAW
        0x54: "\u06c4",  # ARABIC LETTER WAW WITH RING
        0x55: "\u06d5",  # ARABIC LETTER AE
        0x56: "\u06c1",  # ARABIC LETTER HEH GOAL
        0x57: "\u06be",  # ARABIC LETTER HEH DOACHASHMEE
        0x58: "\u0621",  # ARABIC LETTER HAMZA
        0x59: "\u06cc",  # ARABIC LETTER FARSI YEH
        0x5A: "\u06d0",  # ARABIC LETTER E
        0x5B: "\u06d2",  # ARABIC LETTER YEH BARREE
        0x5C: "\u064d",  # ARABIC KASRATAN
        0x5D: "\u0650",  # ARABIC KASRA
        0x5E: "\u064f",  # ARABIC DAMMA
        0x5F: "\u0657",  # ARABIC INVERTED DAMMA
        0x60: "\u0654",  # ARABIC HAMZA ABOVE
        0x61: "a", 0x62: "b", 0x63: "c", 0x64: "d", 0x65: "e", 0x66: "f", 0x67: "g",
        0x68: "h", 0x69: "i", 0x6A: "j", 0x6B: "k", 0x6C: "l", 0x6D: "m", 0x6E: "n", 0x6F: "o",
        0x70: "p", 0x71: "q", 0x72: "r", 0x73: "s", 0x74: "t", 0x75: "u", 0x76: "v", 0x77: "w",
        0x78: "x", 0x79: "y", 0x7A: "z",
        0x7B: "\u0655",  # ARABIC HAMZA BELOW
        0x7C: "\u0651",  # ARABIC SHADDA
        0x7D: "\u0653",  # ARABIC MADDAH ABOVE
        0x7E: "\u0656",  # ARABIC SUBSCRIPT ALEF
        0x7F: "\u0670",  # ARABIC LETTER SUPERSCRIPT ALEF
    },
}
