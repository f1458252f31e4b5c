"""Numbers that are ages though no unit says so: girl 16, my kids are 4 and 6, คนเล็ก 4, သမီး ၁၆.

Each language reads what stands before and after the number: who it is said of, and that nothing else is counted.
"""

from __future__ import annotations

import re

GROWN_UP_TO = 25  # "over 18", "work at 15": the ages that rules speak of
OLD_ENOUGH_TO_TELL = 8  # who says or is said to be so old without any other word
YOUNGEST_PUPIL, OLDEST_PUPIL = 6, 19
_RULES_SPEAK_OF = frozenset({15, 18, 20})

# English
EN_CHILD = (
    "sons?|daughters?|child|children|kids?|boys?|girls?|bab(?:y|ies)|twins?|brothers?|bros?|sisters?|sis|nieces?|nephews?|"
    "cousins?|friends?|orphans?|infants?|toddlers?|newborn|teen(?:ager)?s?|pupils?|uncle|aunt(?:ie)?|students?|"
    "minors?|youths?|youngsters?|patients?|clients?|victims?|m[ae]n|wom[ae]n|lady|guy|(?:boy|girl)friend|"
    "grand(?:ma|pa|kids?|children)|granny|grandad|(?:grand|step)?(?:mother|father|son|daughter|child)|mom|mum|dad|wife|husband"
)
_ONE = (
    "(?:grand|step)?(?:son|daughter|child|mother|father)|kid|boy|girl|(?:step)?(?:brother|sister)|bro|sis|niece|nephew|"
    "cousin|pupil|student|toddler|teen(?:ager)?|mom|mum|dad|wife|husband|grand(?:ma|pa)|granny|grandad|friend|"
    "uncle|aunt(?:ie)?|patient|client|victim|man|woman|lady|guy|(?:boy|girl)friend|(?:fe)?male|baby|orphan"
)
_WHICH_ONE = "(?:older|oldest|elder|eldest|younger|youngest)"
_SAID = (
    "(?:(?:about|only|just|now|almost|nearly|still|already|barely|around|over|under|not\\s+yet|not|like|maybe|probably|"
    "roughly|currently|approx\\.?)\\s+)*"
)
_NUMBER = (
    "(?:[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen)(?![0-9A-Za-z])"
)
_AND_MORE = rf"(?:\s*(?:,?\s*and(?![a-z])|,|&|or(?![a-z])|to(?![a-z])|[-–])\s*{_NUMBER})"
_THEN = (
    r"(?:$|[.,!?;)\n၊။]|(?:and|but|now|already|alr\w*|so|can|cannot|who|what|when|i|we|he|she|they|my|our|the|with|without|"
    r"from|in|at|is|are|was|were|has|have|had|needs?|wants?|lives?|no|not|do|does|did|n|only|yet|soon|this|next|last|to|"
    r"year|takes?|works?|working|goes|went|ran|got|lost|left|never|still|alone|missing|pregnant|sick|disabled|stateless|"
    r"marr(?:y|ies|ied)|says?|gets?|w/o?|both|dropped|because|if|raises|looks|cares|feels|faints|"
    r"sleeps|studies|stays|speaks|cries|coughs|lol|haha|pls|please|thanks|or\s+(?:younger|older|under|over|above|below))(?![A-Za-z]))"
)
_STOPS = re.compile(rf"\s*{_THEN}", re.I)
_LIST_STOPS = re.compile(rf"{_AND_MORE}+\s*{_THEN}", re.I)
_UNITS = (
    r"(?:people|persons?|members?|families|men|women|metres?|meters?|m|km|kg|cm|mm|min|hrs?|baht|thb|percent|times?|of|"
    r"kilos?|kilograms?|feet|foot|ft|inch(?:es)?|rai|usd|dollars?|bottles?|beds?|noon|eleven|jobs?|credits?|am|pm|x|years?|month|week|day|hour|minute|in\s+line|more|other|out|grade[rd]?|class|digits?|way|o['’]?clock|jan(?:uary)?|"
    r"feb(?:ruary)?|march|april|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    rf"{EN_CHILD}|[a-z]+s)(?![A-Za-z])"
)
# What is plural is counted, a verb after I'm, she is … is none.
_COUNTS = re.compile(
    rf"(?:st|nd|rd|th)(?![a-z])|\s*(?:(?!(?:this|is|was|has|alas|sometimes)(?![a-z])){_UNITS}|%|[-/.,:]?[0-9]|[-/:+])",
    re.I,
)
_IS = r"(?:\s+(?:is|are|was|were|turned|turns)|['’]s|s)"
_PERSON = re.compile(
    rf"(?<![A-Za-z])(?:i\s+am|i['’]?\s?m|iam|i\s+was|(?:he|she|who|both(?:\s+of\s+them)?|{EN_CHILD}|{_WHICH_ONE}(?:\s+one)?){_IS})\s+{_SAID}$",
    re.I,
)
_EACH_OTHER = re.compile(
    r"(?<![A-Za-z])(?:one|(?:the\s+|my\s+|an)other(?:\s+one)?)(?:\s+(?:is|was)|['’]s)\s+$|[0-9]\s*,?\s*(?:and|,)\s*the\s+other\s+$",
    re.I,
)
_OF = re.compile(
    rf"(?<![A-Za-z])(?:(?:{EN_CHILD})\s+(?:of|under|over|below|above)|(?:he|she|i|{EN_CHILD})(?:\s+will|\s*['’]?\s?ll)\s+be|"
    rf"(?:at\s+)?the\s+age\s+of)\s+{_SAID}$",
    re.I,
)
_NEARLY = re.compile(r"(?<![A-Za-z])(?:almost|nearly|not\s+yet|just\s+turned|still\s+only)\s+$", re.I)
_TURNS = re.compile(rf"(?<![A-Za-z])turn(?:ed|ing|s)?\s+{_SAID}$", re.I)
_ONE_BEFORE = re.compile(rf"(?<![A-Za-z])(?:{_ONE})[\s-]+{_SAID}$", re.I)
_WHO_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z])(?:he|she)|(?:^|[.,!?;:+(]|and|its?|it's|just)\s*(?<![A-Za-z])me)[\s-]+{_SAID}$", re.I
)
_PLUS_ONE = re.compile(rf"\s*[+&]\s*(?:(?:my|a|the)\s+)?(?:{EN_CHILD})(?![A-Za-z])", re.I)
_SOMEBODY = re.compile(rf"(?<![A-Za-z])(?:{EN_CHILD}|i['’]?m|i|he|she|me)(?![A-Za-z])", re.I)
_JUST = re.compile(r"(?:^|[.,;:!?(–-])\s*(?:(?:and|but|so|is|still|no),?\s+)*(?:just|only|barely|so|still)\s+$", re.I)
_JUST_CLOSED = re.compile(r"\s*(?:$|[.,;!?)]|(?:lol|haha|now|and|but|not|no)(?![A-Za-z]))", re.I)
_GOES_ON = re.compile(r"(?<![0-9])[0-9]{1,2}\s+going\s+on\s+$", re.I)
_WHICH_BEFORE = re.compile(rf"(?<![A-Za-z]){_WHICH_ONE}(?:\s+one)?\s+{_SAID}$", re.I)
_BESIDE = re.compile(rf"(?<![A-Za-z])(?:{EN_CHILD})\s*[,(:]\s*{_SAID}$", re.I)
_MANY_BEFORE = re.compile(
    rf"(?<![A-Za-z])(?:{EN_CHILD}|they|(?:both|all)(?:\s+of\s+them)?)(?:\s+are|['’]re|\s+between)?[\s,(:–-]+{_SAID}$",
    re.I,
)
_FIRST = re.compile(r"\s*,\s+[a-z]", re.I)  # "17, pregnant, Mae Sai"
_CLOSED = re.compile(r"\s*(?:[,;.)]|$)")
_NUMBERED = re.compile(rf"(?<![A-Za-z])({EN_CHILD})\s+1(?![0-9]).*?\1\s+2(?![0-9])", re.I | re.S)
_ID_PREFIX = re.compile("6\\s?[-–]\\s?[5-7][0-9](?![0-9])")
_LIMIT = re.compile(
    r"(?<![A-Za-z])(?:under|below|over|above|younger\s+than|older\s+than|turn|if\s+i['’]?m)[\s-]+(?:the\s+age\s+of\s+)?$",
    re.I,
)
_MAY = re.compile(
    r"(?<![A-Za-z])(?:(?:marr(?:y|ied)|work(?:ing)?|pregnant|drive|smoke|drink|vote|leave\s+school|drop\s+out|a\s+job)\s+at)\s+$",
    re.I,
)
_AT_FIRST = re.compile(r"(?:^|[.,!?]\s*)at\s+$", re.I)
_ASKS = re.compile(r"\s*,?\s+(?:can|may|is|are|am\s+i|do|does|must|should)(?![A-Za-z])", re.I)
_ENOUGH = re.compile(r"\s+(?:old\s+enough|or\s+(?:younger|older|under|over|above|below))(?![A-Za-z])", re.I)
_PLURAL = re.compile("['’]?s(?![A-Za-z])")
_OR_MORE = re.compile(r"\+\s*(?:$|[.,!?;)])")
_SEX = re.compile(r"\s?[fm](?![A-Za-z'’])", re.I)
_SEX_CUE = re.compile(r"(?:^|(?<![A-Za-z])i['’]?\s?a?m\s+)$", re.I)
_SEX_CAPITAL = re.compile(r"/?[FM](?![A-Za-z0-9'’])(?!\s*(?:baht|thb))")
_NO_ROOM = re.compile(
    r"(?:^|[\s,(.!?])(?<!room )(?<!apt )(?<!bed )(?<!seat )(?<!floor )(?<!block )(?<!flat )(?<!bus )(?<!size )"
    r"(?<!line )(?<!need )$",
    re.I,
)
_SEX_CLOSED = re.compile(r"\s*(?:[FMf]|[,/]\s*m|[,/]?\s*(?i:(?:fe)?male|boy|girl))\s*[)\],;]")
_MALE_CLOSED = re.compile(r"\s?m[)\],;]")  # or metres
_SEX_BEFORE = re.compile(r"[(\[]\s*(?:f|m|(?:fe)?male|boy|girl)\s*[,/]?\s*$|(?<![A-Za-z])[fm]/\s?$", re.I)
_CUE = re.compile(
    r"(?<![A-Za-z])(?:aged?|ages|age\s+is|age\s+of|age\s*[:=])\s*(?:about|around|only|under|over|below|between|from)?\s*$",
    re.I,
)


def is_told_of_somebody(before: str) -> bool:
    """Whether the English text before a number says that it is how old somebody is: I'm, aged, she turned."""
    return any(pattern.search(before) for pattern in (_CUE, _PERSON, _OF, _TURNS))


def is_english_age(value: int | float, before: str, after: str) -> bool:
    """Whether a bare `value` between the two English texts is how old somebody is."""
    if _ID_PREFIX.match(f"{value}{after}") or _NUMBERED.search(f"{before}{value}{after}"):
        return False
    stops = bool(_STOPS.match(after) or _PLUS_ONE.match(after))
    lists = bool(_LIST_STOPS.match(after))
    if _CUE.search(before) or value < 1:
        return bool(_CUE.search(before) or (lists and value == 0 and _MANY_BEFORE.search(before)))
    counted = bool(_COUNTS.match(after))
    if _PERSON.search(before) or _OF.search(before):
        return stops or lists or not counted
    if _ONE_BEFORE.search(before):
        return stops or lists or (value > 1 and not counted)
    if _WHO_BEFORE.search(before) or _TURNS.search(before) or _EACH_OTHER.search(before) or _GOES_ON.search(before):
        return stops or lists
    if _WHICH_BEFORE.search(before):
        return value > 1 and stops
    if _MANY_BEFORE.search(before) and lists:
        return True
    if _BESIDE.search(before) and _CLOSED.match(after):
        return True
    if OLD_ENOUGH_TO_TELL <= value <= GROWN_UP_TO and _is_told_alone(before, after, stops):
        return True
    return _is_of_rules(value, before, after, stops) or _is_with_sex(value, before, after)


def _is_told_alone(before: str, after: str, stops: bool) -> bool:
    """17, pregnant; almost 18; his son, just 14."""
    if not before and _FIRST.match(after):
        return True
    if just := _JUST.search(before):
        told = _SOMEBODY.search(before, 0, just.start()) and _JUST_CLOSED.match(after)
        return bool(told or (not just.start() and _FIRST.match(after)))
    return bool(_NEARLY.search(before)) and stops


def _is_with_sex(value: int | float, before: str, after: str) -> bool:
    """16f, 14F, (11F), (m, 15), f/15."""
    if _SEX_BEFORE.search(before):
        return bool(_CLOSED.match(after)) or not _COUNTS.match(after)
    if before.rstrip().endswith(("(", "[")) and value > 1:
        return bool(_SEX_CLOSED.match(after) or (_MALE_CLOSED.match(after) and _SOMEBODY.search(before)))
    grown = OLD_ENOUGH_TO_TELL < value <= GROWN_UP_TO
    said = _SEX_CUE.search(before) and _SEX.match(after)
    return grown and bool(said or (_SEX_CAPITAL.match(after) and _NO_ROOM.search(before)))


def _is_of_rules(value: int | float, before: str, after: str, stops: bool) -> bool:
    """Under 18, work at 15, is 15 old enough."""
    if not OLD_ENOUGH_TO_TELL < value <= GROWN_UP_TO:
        return False
    is_limit = value in _RULES_SPEAK_OF
    if is_limit and _OR_MORE.match(after):
        return True
    limit = is_limit and _LIMIT.search(before)
    at = (_MAY.search(before) and stops) or (_AT_FIRST.search(before) and _ASKS.match(after))
    return bool((limit and (stops or _PLURAL.match(after))) or at or _ENOUGH.match(after))


# Thai
TH_WHICH = "(?:ชาย|สาว|ผู้หญิง|ผู้ชาย|หญิง|ทารก|แฝด|คนแรก|คนโต|คนกลาง|คนรอง|คนเล็ก|เล็กๆ?|อ่อน|น้อย|นักเรียน)"
_TH_SPOKEN = "(?:ผม|หนู|ฉัน|ดิฉัน|เรา|เฮา|พี่|ข้าเจ้า)"
TH_WHOSE = f"(?:ของ)?{_TH_SPOKEN}?"
TH_NEARLY = (
    r"(?:ได้|แค่|เพียง|ประมาณ|ราวๆ?|เกือบๆ?|เกิน|ไม่เกิน|ต่ำกว่า|ไม่ถึง|มากกว่า|น้อยกว่า|ครบ|ยัง|น่าจะ|ตั้งแต่|ระหว่าง|กำลัง|เพิ่ง|พึ่ง|ใกล้"
    r"|จะ|เข้า|คือ|เท่ากับ|ย่าง|:|=|\(|\s)*"
)
TH_AGE = "(?:(?<!หมด)(?<!ต่อ)อายุ|วัย)"
_TH_CUE = re.compile(f"{TH_AGE}{TH_NEARLY}$")
TH_DAYS = re.compile(r"\s*(?:(?P<weeks>สัปดาห์|อาทิตย์)|วัน)")
# A number straight after a child is an age (เด็ก 13), save after what one has: มีหลาน 3, ลูก 2.
_TH_CHILD = re.compile(
    rf"(?<!มี)(?:(?:หลาน|น้อง|เด็ก|เดก|ละอ่อน){TH_WHICH}?|ลูก{TH_WHICH}|(?<![ก-ฮะ-๎])คน(?:โต|กลาง|รอง|เล็ก))"
    rf"{TH_WHOSE}{TH_NEARLY}$"
)
_TH_SOON = re.compile(
    rf"(?<!มี)ลูก(?:(?:ของ)?{_TH_SPOKEN}\s*|{TH_WHOSE}\s*(?:จะ|กำลังจะ|ใกล้|เพิ่ง|พึ่ง|ยังไม่|ย่าง|เข้า|ครบ|ถึง|เกิน)+\s*)$"
)
_TH_OWN_CHILD = re.compile(rf"(?<!มี)ลูก{TH_WHOSE}\s*$")
_TH_NOW = re.compile(r"(?:ตอนนี้|ปีนี้|บ่าเดี่ยวนี้)\s*(?:ก็|เพิ่ง|พึ่ง|กำลังจะ|จะ|ใกล้|ย่าง|แค่)*\s*$")
_TH_SOMEBODY = re.compile("ผม|หนู|ฉัน|เรา|ข้าเจ้า|ลูก|หลาน|น้อง|เด็ก|พี่")
_TH_GOES_ON = re.compile(r"\s*(?:ครับ|คับ|ค่ะ|คะ|เจ้า|นะ|แล้ว|ยัง|ไม่|บ่|แต่|อยู่|เรียน|ท้อง|กำลัง|อยาก|[,.]|$)")
_TH_CLASS = re.compile(r"(?:(?<![ก-๎])|(?<=เรียน)|(?<=อยู่)|(?<=ชั้น))(?:ม|ป|ปวช|ปวส)\.?\s?[1-6๑-๖]\s+$")
TH_KIN = re.compile(
    r"(?:^|[\s,0-9๐-๙]|ของ|มี|กับ|และ|พา)(?:พ่อ|แม่|ป้อ|ปี้|อ้าย|ตา|ทวด|น้า|อา|พี่(?:สาว|ชาย)?|ป้า|ลุง|ยาย|ปู่|ย่า|อุ๊ย|เพื่อน(?:หนู|ผม|เรา)?|แฟน|เมีย|ผัว|สามี|ภรรยา)(?:ผม|หนู|เรา|ฉัน)?\s*$"
)
_TH_SPEAKER = re.compile(
    r"(?:^|[\s,]|ตอนนี้|ปีนี้)(?:ผม|หนู|เรา|ฉัน|ดิฉัน|ข้าเจ้า)(?:\s|ตอนนี้|ปีนี้)*(?:กำลังจะ|จะ|เพิ่ง|พึ่ง|ใกล้|ยัง|ย่าง|อีก)*\s*$"
)
_TH_CHILDREN = re.compile(
    r"(?:ลูก|หลาน|เด็ก)(?:ๆ|สาว|ชาย|เฮา|หนู|ผม)*\s*(?:(?:[0-9๐-๙]+|สอง|สาม|สี่|ห้า)\s*คน)?\s*(?:อายุ)?\s*$"
)
_TH_NUMBER = "[0-9๐-๙]{1,2}(?![0-9๐-๙])"
_TH_LIST = re.compile(rf"(?:\s*(?:,|กับ|และ)\s*{_TH_NUMBER})+")
_TH_LIMIT = re.compile(r"(?:ต่ำกว่า|ไม่ถึง|(?<!เงิน)เกิน|ครบ)\s*$")
_TH_ENDS = re.compile(r"\s*(?:ครับ|คับ|ค่ะ|คะ|เจ้า|จ้า|จ้ะ|นะ|แล้ว|[,.]|$)")
_TH_COUNTS = re.compile(
    r"\s*(?:คน(?!โต|กลาง|รอง|เล็ก)|ราย|ชีวิต|ตัว|ใบ|บาท|วัน|สัปดาห์|อาทิตย์|เดือน|ปี|ชั่วโมง|โมง|ทุ่ม|นาที|ครั้ง|เท่า|คู่|กลุ่ม|ชั้น|ห้อง|ข้อ|หลัก|เล่ม"
    r"|ครอบครัว|ครัวเรือน|หมู่บ้าน|ร้อย|พัน|หมื่น|แสน|ล้าน|กก|กิโล|ก\.ม|กม|ซม|เซน|เมตร|เปอร์|ใน|จาก|แห่ง|หมู่|นี้|น\.|ต\.|ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.[คย]|มิ\.ย|[กสต]\.ค|ก\.ย|ธ\.ค|[ก-ฮ]{2,6}าคม|ตุลา|ธันวา|เมษา|มีนา|กุมภา|มิถุนา|กันยา|พฤศจิกา|พฤษภา|กรกฎา|สิงหา|มกรา|(?:มค|กพ|มีค|เมย|พค|มิย|กค|สค|กย|ตค|พย|ธค)(?![ก-๎])|โล|ขีด|คะแนน|วิชา|เทอม|รูป|อย่าง|%|[-/.,:]?[0-9๐-๙])"
)


def is_thai_age(value: int | float, before: str, after: str) -> bool:
    """Whether a bare `value` between the two Thai texts is how old somebody is."""
    if _TH_CUE.search(before) and not TH_DAYS.match(after):
        return True
    more = _TH_LIST.match(after)
    if value < 1 or _TH_COUNTS.match(after[more.end() :] if more else after):
        return False
    if _TH_CHILD.search(before) or _TH_SOON.search(before) or (more and _TH_CHILDREN.search(before)):
        return True
    if _TH_SPEAKER.search(before):
        return value >= OLD_ENOUGH_TO_TELL or bool(_TH_ENDS.match(after))
    if TH_KIN.search(before) or _TH_OWN_CHILD.search(before):
        return value >= OLD_ENOUGH_TO_TELL
    if now := _TH_NOW.search(before):
        is_told = _TH_SOMEBODY.search(before, 0, now.start()) and _TH_GOES_ON.match(after)
        return bool(is_told) and OLD_ENOUGH_TO_TELL <= value <= GROWN_UP_TO
    if _TH_CLASS.search(before):
        return YOUNGEST_PUPIL <= value <= GROWN_UP_TO
    return value in _RULES_SPEAK_OF and bool(_TH_LIMIT.search(before))


# Burmese
_MY_CUE = re.compile(r"အသက်\s*(?:က|ဟာ|အရွယ်|[:=(–-])?\s*$")
_MY_ONE = re.compile(
    r"(?:(?<!ကျောင်း)(?<!အမျိုး)(?<!နိုင်ငံ)သား(?:လေး)?|(?<!အမျိုး)သမီး(?:လေး)?|မြေး(?:လေး)?|တူမ?(?:လေး)?|ညီမ?(?:လေး)?|အဘိုး|အဘွား|အဖိုး|အဖွား|အကြီး(?:ကောင်|မ)?|အငယ်(?:ကောင်|မ)?|အလတ်"
    r"(?:ကောင်|မ)?)\s*(?:က)?\s*\(?\s*$"
)
_MY_PUPIL = re.compile("(?:တပည့်|ကျောင်းသ(?:ား|ူ)(?:လေး)?)\\s*(?:က)?\\s*\\(?\\s*$")
_MY_GROWN = re.compile(
    r"(?:ကျွန်တော်|ကျွန်မ|ကျွန်တော့်|သူငယ်ချင်း|အမေ|အဖေ|အစ်ကို|အစ်မ|မောင်လေး|ယောက်ျား|မိန်းမ|ကောင်မလေး|ကောင်လေး|မိန်းကလေး|ယောက်ျားလေး)\s*(?:က)?\s*\(?\s*$"
)
_MY_NUMBER = "[0-9၀-၉]{1,2}(?![0-9၀-၉])"
_MY_LIST = re.compile(rf"(?:\s*(?:၊|,|နဲ့|နှင့်)\s*{_MY_NUMBER})+")
_MY_COUNTS = re.compile(
    r"\s*(?:ယောက်|နံပါတ်|ဦး|ခု(?!ထိ)|ကောင်(?!း)|ခါ|ကြိမ်|ဘတ်|ကျပ်|ရက်|ပတ်|လ(?![\u102b-\u103e\u1037]|[က-အ]\u1037?\u103a)|နာရီ|မိနစ်|တန်း|ဂဏန်း|လုံး|ထောင်|ရာ|သောင်း|သိန်း|ကီလို|မိုင်|ပေ(?![းမ])|လက်မ(?!ှ)|ရာခိုင်|မြောက်|ဆ(?![\u102b-\u103e]|က်|ရာ)|စု|ဖွဲ့"
    r"|ချက်|မျိုး|ကတ်|နေရာ|ဖက်|ဘက်|အိမ်|မိသားစု|%|[-/.,:]?[0-9၀-၉])"
)
_MY_LIMIT = re.compile(r"\s*(?:အောက်|ပြည့်|မပြည့်)")


def is_burmese_age(value: int | float, before: str, after: str) -> bool:
    """Whether a bare `value` between the two Burmese texts is how old somebody is."""
    if _MY_CUE.search(before):
        return True
    more = _MY_LIST.match(after)
    if value < 1 or _MY_COUNTS.match(after[more.end() :] if more else after):
        return False
    if _MY_ONE.search(before):
        return True
    if _MY_PUPIL.search(before):
        return YOUNGEST_PUPIL <= value <= OLDEST_PUPIL
    if _MY_GROWN.search(before):
        return value >= OLD_ENOUGH_TO_TELL
    return value in _RULES_SPEAK_OF and bool(_MY_LIMIT.match(after))


def ends_list(after: str) -> bool:
    """Whether a number that is listed after an age can be one, too: nothing behind it is counted."""
    letter = after.lstrip()[:1]
    if "ก" <= letter <= "๎":
        return not _TH_COUNTS.match(after)
    if "က" <= letter <= "အ":
        return not _MY_COUNTS.match(after)
    return bool(_STOPS.match(after))
