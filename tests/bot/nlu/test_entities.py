"""Names, ages and dates of a text; the book is a small one, the words beside names are the real ones."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import clean
from bot.nlu.id_prefixes import find_id_prefixes
from bot.nlu.lexicon import lexicon
from bot.nlu.name_store import NameStore
from bot.nlu.names import NameBook
from bot.nlu.recognition import find_entities
from knowledge.database import connect
from knowledge.models import metadata, own

AREAS = [
    ("th-50", "province", None, ["เชียงใหม่", "Chiang Mai", "ချင်းမိုင်"]),
    ("th-54", "province", None, ["แพร่", "Phrae"]),
    ("th-56", "province", None, ["พะเยา", "Phayao"]),
    ("th-57", "province", None, ["เชียงราย", "Chiang Rai", "ချင်းရိုင်", "ชร."]),
    ("th-63", "province", None, ["ตาก", "Tak"]),
    ("th-5009", "district", "th-50", ["ฝาง", "Fang"]),
    ("th-5101", "district", "th-51", ["แม่ทา", "Mae Tha"]),
    ("th-5205", "district", "th-50", ["แม่ทา", "Mae Tha"]),
    ("th-5401", "district", "th-54", ["เมืองแพร่"]),
    ("th-5403", "district", "th-54", ["ลอง", "Long"]),
    ("th-5406", "district", "th-54", ["สอง", "Song"]),
    ("th-5607", "district", "th-56", ["แม่ใจ", "Mae Chai"]),
    ("th-5701", "district", "th-57", ["เมืองเชียงราย", "Mueang Chiang Rai"]),
    ("th-5709", "district", "th-57", ["แม่สาย", "Mae Sai", "မယ်ဆိုင်"]),
    ("th-6306", "district", "th-63", ["แม่สอด", "Mae Sot", "မဲဆောက်"]),
    ("th-6308", "district", "th-63", ["อุ้มผาง", "Um Phang"]),
]
RECORDS = [
    ("mirror-foundation", "organisation", ["มูลนิธิกระจกเงา", "กระจกเงา", "Mirror Foundation", "Mirror"]),
    ("rakdek", "organisation", ["มูลนิธิรักษ์เด็ก", "รักษ์เด็ก", "รักเด็ก", "Rak Dek Foundation", "Rak Dek"]),
    ("world-vision-thailand", "organisation", ["มูลนิธิศุภนิมิตแห่งประเทศไทย", "ศุภนิมิต", "World Vision"]),
    ("ymca-phayao", "organisation", ["YMCA", "YMCA พะเยา", "ไวเอ็มซีเอ", "ไว เอ็ม ซี เอ พะเยา"]),
    ("plan-thailand", "organisation", ["Plan International Thailand", "Plan", "แพลน"]),
    ("sos-chiang-rai", "organisation", ["หมู่บ้านเด็กโสสะเชียงราย", "SOS"]),
    ("mae-tao-clinic", "organisation", ["คลินิกแม่ตาว", "မယ်တော်"]),
    ("ministry-of-labour", "organisation", ["กระทรวงแรงงาน", "ก.แรงงาน"]),
    ("eef", "organisation", ["กองทุนเพื่อความเสมอภาคทางการศึกษา", "กสศ"]),
    ("sufasec", "program", ["SUFASEC", "Step Up the Fight"]),
    ("need-school", "need", ["ทุนการศึกษา", "scholarship", "โรงเรียน", "ပညာသင်ဆု"]),
    ("need-child-rights", "need", ["สิทธิเด็ก", "child rights"]),
    ("need-shelter", "need", ["เด็กกำพร้า"]),
]


def fill(engine: sa.engine.Engine, records: list[tuple[str, str, list[str]]]) -> None:
    with engine.begin() as connection:
        for table in (own.name, own.area, own.record, own.content_version):
            connection.execute(sa.delete(table))
        number = 0
        for slug, level, parent, texts in AREAS:
            connection.execute(sa.insert(own.area).values(slug=slug, level=level, code=slug, name={}, parent=parent))
            records = [*records, (slug, "area", texts)]
        for slug, kind, texts in records:
            connection.execute(sa.insert(own.record).values(slug=slug, kind=kind, file="x.yml", line=1, owner=slug))
            for position, text in enumerate(texts):
                number += 1
                connection.execute(
                    sa.insert(own.name).values(
                        id=number, record=slug, kind=kind, text=text, language="th", is_main=position == 0
                    )
                )
        version = hashlib.sha256(repr(records).encode()).hexdigest()
        now = datetime.now(timezone.utc)
        connection.execute(sa.insert(own.content_version).values(id=1, hash=version, loaded_at=now))


def names_engine(path: Path) -> sa.engine.Engine:
    engine = connect(f"sqlite:///{path}")
    # The records here refer to some that are left out.
    sa.event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = OFF"))
    engine.dispose()
    return engine


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.engine.Engine]:
    engine = names_engine(tmp_path_factory.mktemp("names") / "names.db")
    metadata.create_all(engine)
    fill(engine, RECORDS)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def book(engine: sa.engine.Engine) -> NameBook:
    return NameStore(engine).book()


CASES = [
    ("province and district", "อยู่แม่สาย เชียงราย", [("แม่สาย", "district", "th-5709"), ("เชียงราย", "province", "th-57")]),
    ("with their words", "อ.แม่สอด จ.ตาก", [("แม่สอด", "district", "th-6306"), ("ตาก", "province", "th-63")]),
    ("English", "we live in Fang, Chiang Mai", [("Fang", "district", "th-5009"), ("Chiang Mai", "province", "th-50")]),
    ("Burmese", "မယ်ဆိုင်မှာ နေပါတယ်", [("မယ်ဆိုင်", "district", "th-5709")]),
    ("Burmese another spelling of the vowel", "မယ်ဆောက်မှာ", [("မယ်ဆောက်", "district", "th-6306")]),
    ("written together", "maesai", [("maesai", "district", "th-5709")]),
    ("capital district", "อ.เมือง จ.เชียงราย", [("เมือง", "district", "th-5701"), ("เชียงราย", "province", "th-57")]),
    ("abbreviation with its dot", "อยู่ ชร. ค่ะ", [("ชร", "province", "th-57")]),
    ("abbreviation inside a word", "เพชรบูรณ์", []),
    ("two is a number", "มีลูกสองคนค่ะ", []),
    ("try it", "ลองดูก่อนค่ะ", []),
    ("Long with amphoe", "อำเภอลอง", [("ลอง", "district", "th-5403")]),
    ("Song beside its province", "อยู่สอง จ.แพร่", [("สอง", "district", "th-5406"), ("แพร่", "province", "th-54")]),
    ("two children in Phrae", "ลูกสองคน อยู่แพร่", [("แพร่", "province", "th-54")]),
    ("second hand", "บ้านมือสองเชียงราย", [("เชียงราย", "province", "th-57")]),
    ("dragging a child", "เขาลากเด็กขึ้นรถ", []),
    ("to spread", "เผยแพร่คลิป", []),
    ("a kind mother", "แม่ใจดีค่ะ", []),
    ("the eyes of mother", "แม่สายตาสั้น", []),
    ("takes is not Tak", "it takes long", []),
    ("two provinces", "เชียงใหม่หรือตาก", [("เชียงใหม่", "province", "th-50"), ("ตาก", "province", "th-63")]),
    ("three, of which two need another", "Chiang Rai, Phrae and Tak", [
        ("Chiang Rai", "province", "th-57"), ("Phrae", "province", "th-54"), ("Tak", "province", "th-63"),
    ]),
    ("in brackets", "ที่นี่ (ตาก)", [("ตาก", "province", "th-63")]),
    ("an everyday word with a capital, in it", "we live in Long now", [("Long", "district", "th-5403")]),
    ("the same in small letters", "in long words", []),
    ("another name that begins so", "in Long Kwang", []),
    ("misspelt province by its own district", "พเยา แม่ใจ", [
        ("พเยา", "province", "th-56"), ("แม่ใจ", "district", "th-5607"),
    ]),
    ("the town", "คนในเมืองแพร่", [("แพร่", "province", "th-54")]),
    ("the town as a district", "อำเภอเมืองแพร่", [("เมืองแพร่", "district", "th-5401")]),
    ("the first vowel missing", "อยู่ชียงราย", [("ชียงราย", "province", "th-57")]),
    ("a word that ends as the next begins", "in Chieng Rai in may", [("Chieng Rai", "province", "th-57")]),
    ("organisation at a place", "ไวเอ็มซีเอที่พะเยา", [
        ("ไวเอ็มซีเอ", "organisation", "ymca-phayao"), ("พะเยา", "province", "th-56"),
    ]),
    ("a mirror among organisations", "World Vision or mirror", [
        ("World Vision", "organisation", "world-vision-thailand"), ("mirror", "organisation", "mirror-foundation"),
    ]),
    ("Tak before its district", "ตาก อุ้มผาง", [("ตาก", "province", "th-63"), ("อุ้มผาง", "district", "th-6308")]),
    ("which of two", "แม่ทา เชียงใหม่", [("แม่ทา", "district", "th-5205"), ("เชียงใหม่", "province", "th-50")]),
    ("as heard", "อยู่เชียงลายค่ะ", [("เชียงลาย", "province", "th-57")]),
    ("romanised otherwise", "from Payao", [("Payao", "province", "th-56")]),
    ("a letter missing", "chang rai, kid is 9", [("chang rai", "province", "th-57"), ("9", "age", 9)]),
    ("organisation", "กระจกเงาช่วยไหม", [("กระจกเงา", "organisation", "mirror-foundation")]),
    ("organisation with its word", "มูลนิธิรักเด็กอยู่ไหน", [("มูลนิธิรักเด็ก", "organisation", "rakdek")]),
    ("loves children", "ครูรักเด็กมาก", []),
    ("a mirror", "the mirror is broken", []),
    ("misspelt organisation", "มูลนิธิสุพนิมิด", [("มูลนิธิสุพนิมิด", "organisation", "world-vision-thailand")]),
    ("two foundations that look alike", "Baan Dek Foundation", []),
    ("longest name", "เบอร์ ymca พะเยา", [("ymca พะเยา", "organisation", "ymca-phayao")]),
    ("project", "what is SUFASEC?", [("SUFASEC", "project", "sufasec")]),
    ("need", "อยากได้ทุนการศึกษา", [("ทุนการศึกษา", "need", "need-school")]),
    ("misspelt need", "ทุนกานสึกสา", [("ทุนกานสึกสา", "need", "need-school")]),
    ("plural", "any scholarships?", [("scholarships", "need", "need-school")]),
    ("a school is no need", "โรงเรียนอยู่ไกล", []),
    ("document", "ใบเกิดลูกหาย", [("ใบเกิด", "document", "birth_certificate")]),
    (
        "document that is not there",
        "ลูกไม่มีใบเกิด",
        [("ใบเกิด", "document", "birth_certificate"), ("ใบเกิด", "need", "need-statelessness")],
    ),
    ("group", "เป็นผู้ลี้ภัยค่ะ", [("ผู้ลี้ภัย", "group", "refugee")]),
    ("group and document", "ไม่มีบัตรประชาชน", [("ไม่มีบัตร", "group", "stateless"), ("บัตรประชาชน", "document", "id_card")]),
    ("age", "ลูก 8 ขวบ", [("8 ขวบ", "age", 8)]),
    ("age in months", "7 months old", [("7 months old", "age", {"months": 7})]),
    ("date", "เกิด 16 มี.ค. 2564", [("16 มี.ค. 2564", "date", "2021-03-16")]),
    ("year", "born in 2007", [("in 2007", "date", "2007")]),
    ("id prefix", "เลขขึ้นต้นด้วย 0-89", [("0-89", "id_prefix", "0-89")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=name) for name, t, e in CASES])
def test_finds_what_is_named(book: NameBook, text: str, expected: list[tuple[str, str, object]]) -> None:
    found = find_entities(clean(text), book, lexicon())
    got = [(text[f.start : f.end], f.kind, f.value) for f in found]
    written = [part.removeprefix("in ") for part, _, _ in expected]
    assert [(k, v) for _, k, v in got] == [(k, v) for _, k, v in expected]
    assert all(part.strip() in w or w in part for (part, _, _), w in zip(got, written, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("แพลนช่วยเด็กไหม", {"plan-thailand"}),
        ("ติดต่อแพลนยังไง", {"plan-thailand"}),
        ("แพลนว่าจะไปวันศุกร์", set()),
        ("วางแพลนช่วยลูก", set()),
        ("can Plan pay for it", {"plan-thailand"}),
        ("my plan is to go", set()),
        ("รักเด็กที่ช่วยผ่าตัดติดต่อทางไหน", {"rakdek"}),
        ("กระจกเงาในห้องน้ำแตก", set()),
        ("SOS ที่เชียงรายรับเด็กไหม", {"sos-chiang-rai"}),
        ("SOS ช่วยด้วย", set()),
        ("မယ်တော်မှာ မွေးတာ", {"mae-tao-clinic"}),
        ("ลูกแรงงานพม่า", set()),
        ("ครูให้ขอกสศ แต่ไม่รู้ยังไง", {"eef"}),
    ],
)
def test_an_organisation_with_an_everyday_name_has_its_words(book: NameBook, text: str, expected: set[str]) -> None:
    found = find_entities(clean(text), book, lexicon())
    assert {f.value for f in found if f.kind == "organisation"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("อยากได้บัตร 13 หลัก", {"need-statelessness"}),
        ("ช่วยเรื่องบัตรประชาชนได้ไหม", {"need-statelessness"}),
        ("she wants a citizen ID", {"need-statelessness"}),
        ("ထိုင်းမှတ်ပုံတင် လိုချင်တယ်", {"need-statelessness"}),
        ("ทำบัตรประชาชนหาย", set()),
        ("ไม่มีเลข 13 หลัก", set()),
        ("my son, no Thai ID", set()),
        ("ขอบัตรคนพิการ", {"need-disability"}),
        ("birth paper for baby", {"need-statelessness"}),
        ("พ่อเป็นคนไทย", set()),
    ],
)
def test_a_paper_is_a_need_where_it_is_asked_for(book: NameBook, text: str, expected: set[str]) -> None:
    assert {f.value for f in find_entities(clean(text), book, lexicon()) if f.kind == "need"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ค่าเทอมแพง อยากได้ทุนการศึกษา", ["ทุนการศึกษา"], id="what is asked for"),
        pytest.param("ไม่มีเงินจ่ายค่าเทอม ค่าเรียน", ["จ่ายค่าเทอม"], id="else the longest"),
        pytest.param("เด็กกำพร้า ขอทุนการศึกษา", ["ทุนการศึกษา"], id="not what only describes somebody"),
        pytest.param("heart surgery and a scholarship", ["heart surgery", "scholarship"], id="two needs"),
    ],
)
def test_a_need_is_found_once(book: NameBook, text: str, expected: list[str]) -> None:
    found = [f for f in find_entities(clean(text), book, lexicon()) if f.kind == "need"]
    assert [text[f.start : f.end] for f in found] == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("บัตรหัวศูนย์", "0"),
        ("เลขบัตรขึ้นต้นหก", "6"),
        ("เลขบัตรขึ้นต้น ๐ ๘๙", "0-89"),
        ("0-00 คืออะไร", "0-00"),
        ("ขึ้นต้นด้วย 6-55", "6-50-72"),
        ("ขึ้นต้นด้วย 6-80", "6-other"),
        ("ID starting with 7", "7"),
        ("the number begins with a G", "G"),
        ("G code", "G"),
        ("รหัสจี", "G"),
        ("နံပါတ် ၇ နဲ့စတဲ့", "7"),
        ("သုညနဲ့စတဲ့ကတ်", "0"),
    ],
)
def test_reads_the_beginning_of_an_id_number(text: str, value: str) -> None:
    assert [prefix.value for prefix in find_id_prefixes(text)] == [value]


@pytest.mark.parametrize("text", ["เริ่ม 6 โมง", "มีลูก 7 คน", "โทร 089-123-4567", "starting school at 7", "Google"])
def test_other_numbers_are_no_id_prefix(text: str) -> None:
    assert find_id_prefixes(text) == []


PIECES = [
    "แม่สาย",
    "เชียงราย",
    "ลอง",
    "อ.เมือง",
    "chiang rai",
    "ချင်းရိုင်",
    "มูลนิธิ",
    "8 ขวบ",
    "ๆ",
    "์",
    "ิ",
    "်",
    " ",
    "ฤ",
    "İ",
    "ß",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12).map("".join))
def test_offsets_lie_in_the_text_whatever_it_is(book: NameBook, text: str) -> None:
    found = find_entities(text, book, lexicon())
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert 0 < one.confidence <= 1
    apart = [one for one in found if one.kind != "group"]
    assert all(a.end <= b.start for a, b in itertools.pairwise(apart))


@pytest.mark.parametrize("text", ["", "์" * 50, "่้๊๋" * 100, "🙂" * 50, "\u202eกขค", "แม่" * 1333, "\udc80"])
def test_bad_input_raises_nothing(book: NameBook, text: str) -> None:
    find_entities(text, book, lexicon())


def test_new_content_is_seen_without_a_restart(tmp_path: Path) -> None:
    engine = names_engine(tmp_path / "names.db")
    now = [0.0]
    names = NameStore(engine, clock=lambda: now[0])
    text = "โครงการดาวเหนือ"
    assert find_entities(text, names.book(), lexicon()) == []  # without any table

    metadata.create_all(engine)
    fill(engine, [*RECORDS, ("north-star", "program", ["โครงการดาวเหนือ"])])
    assert find_entities(text, names.book(), lexicon()) == []  # it does not look at every message
    now[0] = 1.0
    assert [f.value for f in find_entities(text, names.book(), lexicon())] == ["north-star"]
    before = names.book()
    now[0] = 2.0
    assert names.book() is before
    engine.dispose()


@pytest.mark.rasa
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the libraries that Rasa imports
def test_the_component_appends_entities(engine: sa.engine.Engine) -> None:
    from rasa.shared.nlu.training_data.message import Message

    from bot.nlu.entities import NameEntityExtractor

    message = Message({"text": "อยู่แม่สาย", "entities": [{"entity": "other"}]})
    NameEntityExtractor(NameStore(engine)).process([message, Message({})])
    assert message.get("entities") == [
        {"entity": "other"},
        {
            "entity": "district",
            "start": 4,
            "end": 10,
            "value": "th-5709",
            "text": "แม่สาย",
            "confidence": 1.0,
            "extractor": "NameEntityExtractor",
        },
    ]
