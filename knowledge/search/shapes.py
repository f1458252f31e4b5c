"""What the answer to an aspect looks like, in any of our languages: marks of a text, kept with it in the index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

SYLLABLE_ENDS = "(?![\u102b-\u103e]|[\u1000-\u1021]\u1037?[\u1039\u103a])"  # behind a Burmese one that is a word
_MONEY = r"[0-9๐-๙၀-၉].*(?:บาท|baht|ဘတ်)|(?:บาท|baht|ဘတ်).*[0-9๐-๙၀-၉]"
_FREE = (
    r"ฟรี|ไม่(?:ต้อง)?(?:เสีย|มีค่า|คิดค่า|คิดเงิน|เก็บ|จ่าย)|\bfree\b|no (?:fee|cost|charge)|(?:not|n't) (?:charge|pay|cost)"
    "|အခမဲ့|အခကြေး|အလကား|မပေးရ|မယူ|မကောက်"
)
_DIGIT = r"[0-9๐-๙၀-၉]"
_PHONE = r"(?<![0-9])(?:\+66|0)[0-9 -]{7,}[0-9]|(?<![0-9,])1(?:9[0-9]|[0-8][0-9]{2})(?![0-9,])"
_EACH = (
    r"คนละ|ต่อคน|รายละ|แต่ละคน|ต่อราย|\b(?:each|per (?:person|patient|child|student))\b"
    "|တစ်ယောက်(?:ချင်း|(?:ကို|စီ|လျှင်)? ?(?:ဘယ်လောက်|ဘယ်နှ|ငွေ|ဘတ်|[0-9၀-၉]))"
)
_PERCENTAGE = r"เปอร์เซ็น|ร้อยละ|%|\bper ?cent|ရာခိုင်နှုန်း"
_NETWORK_PAGE = r"facebook|เฟ[ซส](?:บุ๊?[คก])?|\bfb\b|tik ?tok|ติ๊ก?ต[๊็]?อก|instagram|ဖေ့?[စသ]်?ဘုတ်|တစ်တော့"
_NEXT = (
    "(?:ครั้ง|รุ่น|รอบ)(?:ต่อไป|หน้า|ถัดไป)"
    r"|\b(?:next|upcoming) (?:\w+ )?(?:one|round|meeting|seminar|festival|event|batch|course|intake)\b"
    "|နောက်(?:တစ်)?(?:ကြိမ်|ပွဲ|ခေါက်|သုတ်)"
)
_PRIVATE = (
    "(?:เบอร์|โทรศัพท์|ไลน์|อีเมล|ที่อยู่)(?:มือถือ)? ?ส่วนตัว|(?:เบอร์|โทรศัพท์)มือถือ ?(?:ของ|คุณ|ดร|อาจารย์|ครู|พี่|นาย|นาง|ผอ|หมอ)"
    r"|ที่อยู่บ้าน|\bhome address|\b(?:personal|private) (?:phone|mobile|number|e?mail|address|line)"
    "|ကိုယ်ပိုင် ?(?:ဖုန်း|လက်ကိုင်|လိုင်း|လိပ်စာ)|နေအိမ် ?လိပ်စာ"
)
_OTHER_REGION = (
    "อีสาน|ภาคตะวันออก|ภาคใต้|ปักษ์ใต้|ภาคกลาง|ชายแดนใต้"
    r"|\bis+an\b|\bnorth-?east(?:ern)?\b|\b(?:southern|central|eastern) (?:thailand|provinces|region)|\bdeep south\b"
    "|အီဆန်|အရှေ့မြောက်ပိုင်း|တောင်ပိုင်း"
)
_COUNTRY = (
    r"laos?|lao pdr|myanmar|burma|cambodia|vietnam|china|india|malaysia|singapore|indonesia|the philippines|japan|korea"
    r"|the uk|england|the us|usa|america|australia|germany|france"
)
_THAI_COUNTRY = "ลาว|พม่า|เมียนมา|กัมพูชา|เขมร|เวียดนาม|จีน|อินเดีย|มาเลเซีย|สิงคโปร์|ญี่ปุ่น|เกาหลี|อังกฤษ|อเมริกา|เยอรมัน|ฝรั่งเศส"
_BURMESE_COUNTRY = "လာအို|မြန်မာ|ကမ္ဘောဒီးယား|ဗီယက်နမ်|တရုတ်|အိန္ဒိယ|မလေးရှား|စင်ကာပူ|ဂျပန်|ကိုရီးယား|အမေရိကန်|အင်္ဂလန်"
_LAW_OF_A_COUNTRY = (
    r"\b(?:laws?|act|code|constitution|illegal|minimum age|age of \w+(?: \w+)?)\b[^.?!\n]{0,30}"
    rf"\b(?:in|of|under) (?:{_COUNTRY})\b|\b(?:{_COUNTRY})(?:'s)? (?:laws?|act|code|constitution)\b"
    rf"|กฎหมาย(?:ของ|ใน|ที่|ฝั่ง)? ?(?:ประเทศ)?(?:{_THAI_COUNTRY})"
    rf"|(?:ของ|ใน|ที่)(?:ประเทศ)?(?:{_THAI_COUNTRY}) ?(?:เท่าไ|กี่|กำหนด)"
    rf"|(?:{_BURMESE_COUNTRY})(?:နိုင်ငံ)?(?:ရဲ့)? ?ဥပဒေ"
    rf"|(?:{_BURMESE_COUNTRY})နိုင်ငံ(?:မှာ|ရဲ့)[^\n]{{0,30}}(?:ဘယ်နှ|ဥပဒေ)"
)
_TIME_TH = "วัน|เดือน|สัปดาห์|อาทิตย์|ชั่วโมง|ชม\\.|นาที"
_TIME_MY = f"ရက်(?!နေ့)|လ{SYLLABLE_ENDS}|ပတ်|နာရီ(?! ?(?:ဖွင့်|ပိတ်|မှာ))|မိနစ်"
_HOW_LONG = (
    f"กี่ ?(?:{_TIME_TH})|(?:ใช้เวลา|รอ|อยู่ได้|คุ้มครอง|ใช้ได้|อายุ(?:บัตร|ใบ))[^\\n]{{0,12}}(?:กี่ปี|กี่ ?ชม)"
    "|(?<!มา)(?<!มา )นาน ?(?:ไหม|มั้ย|ก่อ|แค่ไหน|เท่าไห?ร่|เท่าไร|ขนาดไหน|เต้าใด|กี่)(?!น|แล้ว)"
    r"|\bhow (?:long(?!['’]s)(?![^\n]{0,40}\b(?:has|have|had|been|ago|since|already|exist\w*)\b)"
    r"|many (?:\w+ )?(?:days?|weeks?|months?|hours?|minutes?))\b"
    r"|\bhow much (?:longer|time)\b"
    f"|ဘယ်နှ(?:စ်)? ?(?:{_TIME_MY})|ဘယ်လောက် ?(?:ကြာ(?!ပြီ|ခဲ့)|စောင့်)|ကြာ(?:ကြာ)? ?(?:မလဲ|သလဲ|လား)"
)
_SO_LONG = (
    f"{_DIGIT} ?(?:{_TIME_TH}|ปี|ขวบ)"
    f"|(?:หนึ่ง|เอ็ด|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ครึ่ง|ราย) ?(?:{_TIME_TH}|ปี)|ทันที|ตลอด|จนกว่า|จนถึง|ถาวร"
    "|ไม่มี(?:กำหนด|วันหมด)|หมดอายุ|เสมอ"
    r"|(?:[0-9]|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|thirty|sixty|several|half an?))"
    r"[ -](?:\w+ )?(?:days?|weeks?|months?|years?|hours?|minutes?)\b"
    r"|\b(?:until|till|at once|straight away|right away|immediately|for life|forever|permanent\w*"
    r"|no (?:time )?limit|daily)\b|24/7"
    f"|{_DIGIT} ?(?:{_TIME_MY}|နှစ်)|(?:တစ်|နှစ်|သုံး|လေး|ငါး|ခြောက်|ခုနစ်|ရှစ်|ကိုး|ဆယ်) ?(?:{_TIME_MY}|နှစ်)"
    f"|(?:{_TIME_MY}|နှစ်)(?:ပေါင်း)? ?{_DIGIT}"
    f"|{_DIGIT}[:.]{_DIGIT}"
    "|ချက်ချင်း|အထိ|တစ်သက်|ရာသက်|အမြဲ"
)
_FINE_MY, _PRISON_MY = "ဒဏ်(?:ငွေ|ကြေး)", "(?<!အိမ်)(?<!တည်)ထောင်(?!စု|့)"
_PUNISHMENT = (
    "ปรับ ?(?:เงิน)?(?:กี่|เท่า|สูงสุด)|(?:ค่า|โทษ)ปรับ ?(?:กี่|เท่า|สูงสุด|คือ|ของ)"
    "|โทษ(?:จำคุก)? ?(?:กี่|เท่า|สูงสุด)|(?:จำคุก|ติดคุก)[^\\n]{0,10}กี่"
    r"|\bhow (?:much|high|big|large)[^\n]{0,30}\b(?:fine|fined|penalty)\b|\b(?:amount|size) of the (?:fine|penalty)"
    r"|\bhow (?:long|many years)[^\n]{0,30}\b(?:jail|prison)\b"
    f"|{_FINE_MY}[^\\n]{{0,16}}ဘယ်|{_PRISON_MY}[^\\n]{{0,16}}ဘယ်နှ"
)
_PUNISHED = (
    f"(?:ปรับ|จำคุก)[^\\n]{{0,30}}{_DIGIT}|{_DIGIT}[^\\n]{{0,12}}ปรับ"
    r"|\b(?:fine[sd]?|jail|prison|imprison\w*|penalt\w*)\b[^\n]{0,40}[0-9]|[0-9][^\n]{0,40}\b(?:fine[sd]?|jail|prison)\b"
    f"|(?:{_FINE_MY}|{_PRISON_MY})[^\\n]{{0,30}}{_DIGIT}|{_DIGIT}[^\\n]{{0,30}}(?:{_FINE_MY}|{_PRISON_MY})"
    r"|ไม่(?:มี|เสีย|โดน)[^\n]{0,8}ปรับ|จำคุกตลอดชีวิต|\bno fine\b|\blife (?:in prison|imprisonment)\b"
)
_ALL_OF_THEM = (
    "(?:ขอ|อยากได้|ต้องการ|เอา) ?รายชื่อ|(?<!เชียง)รายชื่อ ?(?:ทั้ง|ครบ|องค์กร|สมาชิก|โครงการ|[0-9])"
    "|(?<!มี)(?<!ลง)ชื่อ ?(?:ทั้งหมด|ทุก(?:องค์กร|โครงการ|แห่ง|คน))"
    r"|(?:^|\b(?:can|could|please|pls|you|and) )(?:list|name) "
    r"(?:all|each|every|them|(?:the|its|their) (?:\w+ ){0,2}\w+s)\b"
    r"|\b(?:list|names) of (?:all|the|its)\b"
    "|နာမည် ?(?:စာရင်း|တွေ ?အကုန်)|အကုန် ?(?:ပြောပြ|ရေး|ဖော်ပြ)"
)
_SEVERAL = "[12]\\)|,[^,\\n]+(?:,| and |และ|နဲ့|နှင့်)|၊[^၊\\n]+(?:၊|နဲ့|နှင့်)|[ก-๙] (?:และ|กับ)|[ก-๙]และ"
_NUMBER = f"(?<!{_DIGIT})(?!(?:19|20|25|๒๕|၁၉|၂၀|၂၅){_DIGIT}{{2}}(?!{_DIGIT})){_DIGIT}"  # but a year
_BURMESE_NUMBER = f"[\u1000-\u103f] ?{_NUMBER}"  # of anything: what is counted may stand far before it
# What is counted: its words in Thai, English and Burmese.
_UNITS = {
    "number of people": (
        "คน|ราย|ชีวิต",
        "people|persons?|child(?:ren)?|kids?|students?|pupils?|girls?|boys?|wom[ae]n|families|members|patients?|staff"
        "|participants?|attendees?|guests?|visitors?",
        "ယောက်|ဦး",
    ),
    "number of places": (
        "แห่ง|ที่|หมู่บ้าน|โรงเรียน|ศูนย์|สาขา|หลัง|ตำบล|อำเภอ|จังหวัด|บ้าน",
        "places|villages?|cent(?:re|er)s?|schools?|branch(?:es)?|homes?|shelters?|offices?|provinces?|districts?",
        "ခု|နေရာ|ကျောင်း|ရွာ|ခရိုင်",
    ),
    "number of groups": (
        "องค์กร|หน่วยงาน|กลุ่ม|เครือข่าย|โครงการ|มูลนิธิ|ประเทศ",
        "organi[sz]ations?|groups?|networks?|projects?|foundations?|countries",
        "ဖွဲ့|အဖွဲ့|ခု|နိုင်ငံ|စီမံကိန်း",
    ),
    "number of points": (
        "ข้อ|มาตรา|หมวด|ด้าน|ประเด็น|วัตถุประสงค์|เป้าหมาย|ขั้น|ระดับ|ประเภท",
        "articles?|sections?|chapters?|points?|objectives?|goals?|aims?|issues?|rights|steps?|stages?|kinds?|types?",
        "ချက်|အပိုဒ်|ပုဒ်မ|အခန်း|ဆင့်|မျိုး|ခု",
    ),
}
SHAPES: Mapping[str, re.Pattern[str]] = {
    topic: re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for topic, pattern in {
        "phone": _PHONE,
        "amount": _MONEY,
        "cost": f"{_MONEY}|{_FREE}",
        "count": _DIGIT,
        "age": _DIGIT,
        "since": r"[0-9๐-๙၀-၉]{4}|[0-9๐-๙၀-၉]+ ?(?:ปี|years?\b|yrs?\b|နှစ်)",
        "date": _DIGIT,
        "email": r"@",
        "line": r"line|ไลน์|@",
        "website": r"[a-z0-9-]\.[a-z]{2,}",
        "hours": _DIGIT,
        "end": r"หมด|สิ้นสุด|ถึง|จบ|ปิด|เลิก|มีอายุ|[0-9] ?[-–] ?[0-9]|until|\bto\b|\bends?\b|ended|expire|valid|clos"
        "|အထိ|ကုန်|ပြီးဆုံး|ပိတ်|[၀-၉] ?[-–] ?[၀-၉]",
        "donate": r"บริจาค|บัญชี|โอน|donat|account|လှူ|ဘဏ်",
        "jobs": r"สมัคร|อาสา|ฝึกงาน|ตำแหน่ง|volunteer|intern|\bjobs?\b|\bapply|စေတနာ့ဝန်ထမ်း|အလုပ်|လျှောက်",
        "papers": r"เอกสาร|บัตร|ใบ|ทะเบียน|หลักฐาน|ท\.ร|paper|document|\bcard|certificate|passport|\bbook|proof|evidence"
        "|စာရွက်|ကတ်|လက်မှတ်|စာအုပ်|အထောက်အထား|စာရင်း",
        "languages": r"ภาษา|ไทย|อังกฤษ|ล่าม|language|english|burmese|speak|interpret|ဘာသာ|စကား",
    }.items()
}
# What some questions ask for beside an aspect, and what an answer to it shows: a share for each, a reason, a
# percentage, a person by name or office, a page in a network, a region that is not ours, the law of another country,
# what comes next, how long something takes or holds, how much is punished, all of several things by name, what is
# private, a number of what is counted.
_KINDS = {
    "each": (_EACH, _EACH),
    "reason": (
        r"ทำไม|เพราะอะไร|เพราะเหตุใด|สาเหตุ|ยะหยังถึง|เป๋นจะใดถึง|\bwhy\b|\bfor what reason|ဘာကြောင့်|ဘာလို့|ဘာဖြစ်လို့",
        r"เพราะ|เนื่องจาก|เพื่อ|เหตุผล|\b(?:because|since|due to|reason|so that)\b|ကြောင့်|လို့|အတွက်",
    ),
    "percentage": (_PERCENTAGE, _PERCENTAGE),
    "person": (
        r"ชื่อ ?(?:หัวหน้า|ผอ|ผู้อำนวยการ|ผู้จัดการ|ประธาน|เลขา|เจ้าหน้าที่|คนที่)"
        r"|(?:ใคร|ไผ)(?:เป็น|มาเป็น|คือ) ?(?:วิทยากร|พิธีกร|ประธาน|หัวหน้า|ผอ|ผู้อำนวยการ|ผู้จัดการ)|วิทยากร(?:คือ|เป็น|มี)?(?:ใคร|ไผ)"
        r"|(?:หัวหน้า|ผอ\.?|ผู้อำนวยการ|ผู้จัดการ|ประธาน|เลขาธิการ|คนที่ดูแล)[^\n]{0,40}"
        r"(?:ชื่อ|คือใคร|เป็นใคร|คือไผ|แม่นไผ)"
        r"|\b(?:who is the (?:person|man|woman|lady)"
        r"|name of (?:(?:the|its|their) )?(?:(?:present|current|new) )?(?:director|boss|head|manager|president|chair)"
        r"|who is (?:(?:the|its|their) )?(?:current )?"
        r"(?:director|boss|head|manager|president|chair|principal|chief executive)"
        r"|who (?:spoke|was speaking|(?:is|was|were|are) (?:the )?(?:guest )?speakers?)"
        r"|(?:'s|s') (?:director|boss|head|manager|president|chair\w*)\b"
        r"|(?:director|boss|manager|president|chair\w*|head of)\b[^\n]{0,40}\b(?:called|name)"
        r"|who (?:heads|directs))\b"
        r"|(?:ဒါရိုက်တာ|ဥက္ကဋ္ဌ|ဥက္ကဌ|မန်နေဂျာ|ညွှန်ကြားရေးမှူး|အကြီးအကဲ|တာဝန်ခံ)[^\n]{0,30}(?:ဘယ်သူ|နာမည်|အမည်)",
        r"นาย|นาง|วิทยากร|speaker|ดร\.|พญ\.|นพ\.|ผู้อำนวยการ|ประธาน|ผู้จัดการ|หัวหน้า|เลขาธิการ|ผู้ก่อตั้ง"
        r"|\b(?:mr|mrs|ms|dr|director|chair\w*|president|manager|founder|secretary|head)\b"
        r"|ဒေါက်တာ|ဒါရိုက်တာ|ဥက္ကဋ္ဌ|မန်နေဂျာ|ညွှန်ကြားရေးမှူး|ဦး|ဒေါ်",
    ),
    "network page": (_NETWORK_PAGE, _NETWORK_PAGE),
    "other region": (_OTHER_REGION, _OTHER_REGION),
    "law of another country": (_LAW_OF_A_COUNTRY, _LAW_OF_A_COUNTRY),
    "next one": (_NEXT, _NEXT),
    "duration": (_HOW_LONG, _SO_LONG),
    "punishment": (_PUNISHMENT, _PUNISHED),
    "list": (_ALL_OF_THEM, _SEVERAL),
    "what is private": (_PRIVATE, _PRIVATE),
    **{
        unit: (
            f"กี่ ?(?:{th})|how many (?:\\w+ ){{0,2}}(?:{en})|ဘယ်နှ(?:စ်)? ?(?:{my})(?!နှစ်)",
            f"{_NUMBER}[^\\n]{{0,12}}(?:{th})|{_NUMBER}[0-9,.]*(?: [\\w-]+){{0,3}} (?:{en})|{_BURMESE_NUMBER}",
        )
        for unit, (th, en, my) in _UNITS.items()
    },
}
ASKS, SHOWS = ({kind: re.compile(pair[side], re.IGNORECASE) for kind, pair in _KINDS.items()} for side in (0, 1))
_LOOKS = list(dict.fromkeys([*SHAPES.values(), *SHOWS.values()]))  # what looks the same has one mark
_MARKS = {name: 1 << _LOOKS.index(look) for name, look in (*SHAPES.items(), *SHOWS.items())}
HAS_YEAR, HAS_TEXT = (1 << len(_LOOKS) + place for place in range(2))


SHORTEST_PIECE = 24  # code points
_ENDS = re.compile(r"[\n.;!?။]+(?=\s|$)|(?<![0-9])[ ](?![0-9])")


def pieces_of(text: str) -> list[str]:
    """The clauses of a text, of some length each: at the end of a sentence, and in Thai at a space beside no number."""
    pieces, start = [], 0
    for end in _ENDS.finditer(text):
        is_sentence = end[0] != " " or ("\u0e00" <= text[end.start() - 1] <= "\u0e7f")
        if is_sentence and end.start() - start >= SHORTEST_PIECE:
            pieces.append(text[start : end.start()])
            start = end.end()
    return [*pieces, text[start:]] if text[start:].strip() else pieces


def marks_of(text: str, has_year: bool) -> int:
    """The marks of a text as bits; none of an empty one."""
    if not text:
        return 0
    shown = sum(1 << place for place, look in enumerate(_LOOKS) if look.search(text))
    return HAS_TEXT | shown | (HAS_YEAR if has_year else 0)


def marks_for(topics: Iterable[str]) -> int:
    """The marks of which a text has one at least when it answers one of the aspects; 0 when any text may."""
    return reduce(or_, (_MARKS[topic] for topic in topics if topic in SHAPES), 0)


_WHETHER = re.compile(
    "(?:ไหม|ไม๊|มั้ย|มั๊ย|(?<!อนา)(?<!ส)มัย|หรือเปล่า|รึเปล่า|หรือไม่|ป่าว|ปล่าว|ก่อ|ใช่บ่|ได้บ่)"
    "(?=$|[^ก-๙]|คะ|ค่ะ|ครับ|คับ|เจ้า|จ้า|จ้ะ|จ๊ะ|ฮะ|นะ|อ่ะ)"
    r"|(?:^|[.,;!?\n] ?)(?:(?:hi|hello|and|so|but|please|ok) ?,? )*"
    r"(?:do|does|did|is|are|was|were|can(?! (?:yo)?u (?:tell|give|send))|could(?! you)|will|has|may|must|should)"
    r"(?:n['’]?t)? [\w'’.-]+"
    "|လား(?=$|[^\u1000-\u1021]|ရှင|ခင်)",
    re.IGNORECASE,
)


def asks_whether(text: str) -> bool:
    """Whether a question can be answered by yes or no."""
    return bool(_WHETHER.search(text))


def kinds_asked(text: str) -> dict[str, int]:
    """The kinds of thing that a question asks for, each with the mark of a text that has one."""
    return {kind: _MARKS[kind] for kind, pattern in ASKS.items() if pattern.search(text)}
