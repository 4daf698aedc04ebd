"""Arabic text as it is compared: bare letters, digits and numbers that the French readers read."""

from __future__ import annotations

import re
import unicodedata

# The letters that writers of Arabic put one for the other, as Lucene's ArabicNormalizer has them; a hamza on its
# carrier is a mark of its own in NFD, and goes with the vowels.
LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None})
DIGITS = str.maketrans(
    {chr(first + value): str(value) for first in (0x660, 0x6F0) for value in range(10)}
    | {"٫": ",", "٬": " ", "٪": "%", "،": ",", "؛": ";", "؟": "?"}
)
# What shows nothing: the marks of direction.
INVISIBLE = dict.fromkeys([0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
ARABIC = re.compile(r"[\u0600-\u06ff]")
# In the letters of LETTERS. The names of the months in Morocco, in Algeria and Tunisia, in Egypt and the Gulf.
MONTHS = {
    "janvier": "يناير جانفي",
    "février": "فبراير فيفري",
    "mars": "مارس",
    "avril": "ابريل افريل",
    "mai": "ماي مايو",
    "juin": "يونيو جوان",
    "juillet": "يوليوز يوليو جويليه",
    "août": "غشت اوت اغسطس",
    "septembre": "شتنبر سبتمبر",
    "octobre": "اكتوبر",
    "novembre": "نونبر نوفمبر",
    "décembre": "دجنبر ديسمبر",
}
SCALES = {
    "mille": "الف الاف",
    "million": "مليون ملايين",
    "milliard": "مليار مليارات",
    "pour cent": "بالمئه بالمايه بالمائه",
}
FRENCH = {written: french for names in (MONTHS, SCALES) for french, all_ in names.items() for written in all_.split()}
# "في المئة", in two words.
PERCENT = re.compile(r"\bفي الما?[ئي]ه\b")
# "و" (and) and "ف" (then) are written with the word after them, as are the prepositions with its article.
PREFIX = re.compile(r"^[وف]*(?:[بك]?ال|لل)?(?=\w{3})")
WORD = re.compile(r"[\u0620-\u064a]+")


def plain_arabic(text: str) -> str:
    """`text` with its Arabic words bare: no vowel, tatweel, article nor conjunction, one letter for those confused.

    Digits become European; months, thousands, millions and percent become French, so that they are values too.
    """
    if not ARABIC.search(text):
        return text
    decomposed = unicodedata.normalize("NFKD", text).translate(INVISIBLE).translate(DIGITS)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return WORD.sub(lambda match: _bare(match[0]), PERCENT.sub("pour cent", bare.translate(LETTERS)))


def _bare(word: str) -> str:
    return FRENCH.get(word) or PREFIX.sub("", word)
