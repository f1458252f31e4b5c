"""Whether a text asks something, in Thai, Northern Thai, English or Burmese; "why", which laments, does not count."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Politeness that may stand behind the last word of a question.
_THAI_END = r"(?=\s*(?:$|[?!.,…\n]|เจ้า|เจ๊า|ข้าเจ้า|ครับ|คับ|ค้าบ|คะ|ค่ะ|ค๊ะ|จ้า|จ๊ะ|จ้ะ|นะ|เน้อ|น้อ|555))"
_THAI_SURE = re.compile(
    "ไหม(?!้)|มั้ย|มั๊ย|ไม๊|หรือเปล่า|หรือป่าว|รึเปล่า|รึป่าว|หรือไม่|รึไม่|หรือยัง|รึยัง|เท่าไหร่|เท่าไร|เท่าใด|เต้าใด|เต้าได"
    "|อยากรู้|อยากทราบ|อยากฮู้|ขอถาม|สอบถาม|สงสัยว่า|(?<!ไม่)(?<!เ)กี่"
    f"|(?:ก่อ|ก่|ก้อ|ก๋า|บ่|(?<!บ่)ปะ|ป่ะ|ป๊ะ|มะ|ปล่าว|ป่าว|เหรอ|หรอ|หรือ|(?<!ทำ)ไม|มัย|มั่ย){_THAI_END}"
)
# Words that ask, or say "nobody, nothing, I don't know how" behind a no and "anybody" before ก็.
_THAI_OPEN = re.compile(
    "(?:อะไร|อาราย|ใคร(?!่)|ไหน|เมื่อไหร่|เมื่อไร|เมื่อใด|ตอนใด|ยังไง|ยังงัย|อย่างไร|ทำไง|ไงดี|(?<!แต่อย่าง)ใด(?!ๆ)|อะหยัง|หยัง|ไผ|ว่าไง|จะใด|จะได๋|ยะใด"
    f"|ไร(?=อะ|อ่ะ|ดี|บ้าง|มั่ง)|ไร{_THAI_END})"
    "(?!ก็|ก่อ|ไม่รู้|บ่ฮู้|กะได้|ไม่ได้|บ่ได้)"
)
_THAI_NO = re.compile(
    "(?:ไม่|บ่|ม่าย|ห้าม|อย่า|ถ้า|คัน|หาก)"
    "(?:มี|เป็น|ได้|รู้|ฮู้|กล้า|อยาก|ให้|หื้อ|ฮื้อ|เคย|บอก|กิน|กิ๋น|ทำ|ยะ|เชื่อ|รู้จัก|ว่า|จะ|ต้อง|ควร|หา|ไป|พูด|อู้|เล่า|สนใจ|รัก|ฮัก"
    "|หนู|ผม|เรา|ฉัน|ข้าเจ้า|เขา|ออก|ฟ้อง|ช่วย|จ้วย|ใช่|เห็น|หัน|เหลือ|มา|กับ|โทร|ติดต่อ|แจ้ง|อยู่|อย่าง|เข้าใจ|ที่|ตี้|แม้แต่|\\s)*$"
)
_LONGEST_NO = 30  # letters that are looked back for a no

_SUBJECT = (
    "i|we|he|she|they|it|you|my|our|the|a|an|this|that|there|these|his|her|their|anyone|anybody|someone|somebody|people"
    "|children|kids|child|students?|minors?|teachers?|parents?|police|schools?|employers?|foreigners?|migrants?"
)
_AUXILIARY = "can|could|may|might|must|should|shall|will|would|do|does|did|is|are|am|was|were|has|have"
_CLAUSE = r"(?:(?<![^.,!;:\n-])|(?<=[.,!;:\n-] )|(?<= and )|(?<= but )|(?<= so )|(?<= then )|(?<= or ))"
_ENGLISH = re.compile(
    r"(?<![a-z'’])(?:(?:can|could|may|should|shall|would)\s+(?:i|we|he|she|they|you|someone|anyone)"
    rf"|(?:what|how)(?:['’]s|\s+(?:{_AUXILIARY}))"
    # "My dad is a …", "my uncle who is drunk": these ask at the beginning of a clause alone.
    rf"|{_CLAUSE}(?:{_AUXILIARY})\s+(?:{_SUBJECT})|{_CLAUSE}(?:where|whom?|when|which)\s+(?:{_AUXILIARY})"
    r"|what\s+(?:law|number|age|year|line|hotline|punishment|penalty|rights?|happens|about|documents?|papers?|to\s+do\s+if)"
    r"|which\s+(?:law|number|age|year|line|hotline|article|section|organi[sz]ation|foundation|office|court)"
    r"|how\s+(?:much|many|long|old|often|far|soon|to)"
    r"|since\s+when|who\s+(?:helps|protects|pays|decides|to)"
    r"|i\s+(?:want|would\s+like|need)\s+to\s+know|i\s+wonder|tell\s+me\s+(?:if|whether|what|how|where|who|which))"
    r"(?![a-z])",
    re.IGNORECASE,
)
_ENGLISH_NO = re.compile(
    r"(?:don['’]?t|do\s+not|not|no\s+idea|idk|never)\s+(?:know|sure|told|tell)?\s*$", re.IGNORECASE
)

_BURMESE = re.compile(
    "(?:လား|(?<!မေ့)(?<!ပဲ)လဲ|(?:မ|သ)လည်း)"
    r"(?=\s*(?:$|[?!.,။၊\n]|ရှင်|ခင်ဗျ|ဗျာ|ဗျ|ဟင်|နော်|အစ်|အမ|ဆရာ)|\s)"
)

LONG = 150  # code points of a text from which a question may stand in a story
FEWEST_PARTS, MOST_ASKING = 3, 0.8  # of a story; share of it that the question may be
# Sentences end at a stop, in Thai at a space.
_SENTENCE_ENDS = re.compile(r"(?<=[.!?။])\s+|\n+|(?<=[ก-๙])\s+(?=[ก-๙A-Za-z\"“])")


def is_question(text: str) -> bool:
    """Whether somewhere in a clean text something is asked; a statement of need alone ("nobody helps me") is none."""
    if "?" in text or "？" in text or _THAI_SURE.search(text) or _BURMESE.search(text):
        return True
    return _is_asked(_THAI_OPEN, _THAI_NO, text) or _is_asked(_ENGLISH, _ENGLISH_NO, text)


def asking_parts(text: str) -> list[str]:
    """What a long clean text asks without the story around it: the sentences that ask, or else the last one, and the
    same with what stands just before them; nothing where all of it or a short text asks.
    """
    parts = [part for part in _SENTENCE_ENDS.split(text) if part.strip()] if len(text) >= LONG else []
    if len(parts) < FEWEST_PARTS:
        return []
    asking = [place for place, part in enumerate(parts) if is_question(part)] or [len(parts) - 1]
    found = (_with_before(parts, asking, letters) for letters in (LONG // 5, LONG // 2))
    return [part for part in dict.fromkeys(found) if len(part) < MOST_ASKING * len(text)]


def _with_before(parts: Sequence[str], asking: Sequence[int], letters: int) -> str:
    """Some of the parts, each with as many before it as make it some letters long."""
    kept: set[int] = set()
    for place in asking:
        first = place
        while first and sum(map(len, parts[first : place + 1])) < letters:
            first -= 1
        kept.update(range(first, place + 1))
    return " ".join(parts[place] for place in sorted(kept))


def _is_asked(asking: re.Pattern[str], denying: re.Pattern[str], text: str) -> bool:
    """Whether there are words that ask without a no before them: "nobody", "I don't know how"."""
    starts = (found.start() for found in asking.finditer(text))
    return any(not denying.search(text[max(0, start - _LONGEST_NO) : start]) for start in starts)
