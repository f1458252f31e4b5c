"""The parts of the search: names in a text, aspects, packed lists, bounded lists, the index itself."""

from __future__ import annotations

import shutil
from datetime import datetime, timezone
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers import KnowledgeBase
from knowledge.commands import main
from knowledge.database import connect
from knowledge.directory import MOST_ORGANISATIONS, hotlines_for, is_open_at, organisations_for
from knowledge.models import hsds, key_of
from knowledge.reply import Question
from knowledge.search import gathering
from knowledge.search.fitting import asked_terms, fit
from knowledge.search.gathering import HEAD, Gathered, Gathering, part_of, parts
from knowledge.search.guessing import LEAST, guess
from knowledge.search.indexing import Statement, build_index
from knowledge.search.linking import link
from knowledge.search.packing import Sayings, layout, packed, packed_slices, unpacked
from knowledge.search.querying import select
from knowledge.search.retrieval import Index, search
from knowledge.search.shapes import HAS_TEXT, HAS_YEAR, asks_whether, kinds_asked, marks_for, marks_of, pieces_of
from knowledge.search.terms import MOST_READ, essential, plainly, word_terms
from knowledge.search.topics import aspects_in, parts_asked
from knowledge.search.understanding import understand
from tests.knowledge.asking import content

__all__ = ["content"]

NAMED = {
    "Thai": ("มูลนิธิรักษ์เด็ก ทำอะไร", "rakdek"),
    "as it sounds": ("มูลนิทิรักเด็ก", "rakdek"),
    "inside a sentence": ("อยากรู้เรื่องมูลนิธิกระจกเงาค่ะ", "mirror-foundation"),
    "abbreviation": ("PFCP", "pfcp"),
    "abbreviation that owns": ("PFCP's donors", "pfcp"),
    "lower case": ("who is pfcp", "pfcp"),
    "the longer of two": ("ymca พะเยา", "ymca-phayao"),
    "an area": ("ที่แม่สาย", "th-5709"),
    "a need": ("ค้ามนุษย์", "need-trafficking"),
    "Burmese as it sounds": ("ဒတ်စတိနီ ရက်စကျူ ဆိုတာဘာလဲ", "destiny-rescue"),
    "Burmese without its tones": ("ချင်းရိုင် ကလေနဲ မိသာစု ဂေဟာ", "shelter-chiang-rai"),
    "the police in Burmese": ("ထိုင်းရဲ ဆိုတာ ဘာလဲ", "royal-thai-police"),
}


@pytest.mark.parametrize("row", NAMED.values(), ids=NAMED)
def test_records_named_in_a_text(content: sa.engine.Engine, row: tuple[str, str]) -> None:
    text, record = row
    with content.connect() as connection:
        links = link(connection, Index.of(connection), text)
    assert links and links[0].record == record
    assert 0 < links[0].strength <= 1
    assert 0 <= links[0].start < links[0].end <= len(text)


TYPED = {
    "article twenty-eight": "article 28",
    "Objective number two of the MOU": "Objective 2 of the MOU",
    "who’s the boss": "who is the boss",
    "is it true that the clinic is free": "  the clinic is free",
    "is it right": "is it right",
    "PROTECT-U": "PROTECT-U",
    "สายด่วน 1300": "สายด่วน 1300",
    "section 2 of the convention": "article 2 of the convention",
    "อนุสัญญา มาตรา 2": "อนุสัญญา ข้อ 2",
    "စာချုပ် ပုဒ်မ ၂": "စာချုပ် အပိုဒ် ၂",
    "section 2 of the act": "section 2 of the act",
    "ข้อแปดว่าไง": "ข้อ 8 ว่าไง",
    "ข้อที่ยี่สิบแปด": "ข้อ 28 ",
    "กิจกรรมที่สอง": "กิจกรรมข้อ 2 ",
    "เป้าหมายข้อแรก": "เป้าหมายข้อ 1 ",
    "เลขสิบสามหลัก": "เลข 13 หลัก",
    "ข้อห้าม": "ข้อห้าม",
    "กิจกรรมที่สามารถทำ": "กิจกรรมที่สามารถทำ",
    "เชียงรายปีไหน": "เชียงราย ปีไหน",
}


@pytest.mark.parametrize(("typed", "read"), TYPED.items())
def test_a_question_is_read_as_it_is_typed(typed: str, read: str) -> None:
    assert " ".join(plainly(typed).split()) == " ".join(read.split())


def test_polite_words_around_a_question_are_left_out() -> None:
    assert plainly("อยากทราบว่ามูลนิธิอยู่ที่ไหน") == " มูลนิธิอยู่ที่ไหน"
    assert plainly("လိပ်စာ ပြောပါဦး").strip() == "လိပ်စာ"
    assert plainly("สอบถาม") == "สอบถาม"  # nothing else is there


def test_northern_thai_asks_with_other_small_words() -> None:
    assert word_terms("ช่วยไผพ่อง") == word_terms("ช่วยใครบ้าง")
    assert word_terms("พ่อง่วงนอน") != word_terms("ง่วงนอน")
    assert word_terms("29 ตุลา") == word_terms("๒๙ ตุลาคม")
    assert "who_runs" in aspects_in("โครงการนี้ของไผ").topics
    assert "what" not in aspects_in("ช่วยคนเกี่ยวกับไร้รัฐ").topics


def test_a_number_of_something_is_no_phone_number() -> None:
    assert "phone" not in aspects_in("our children have no number").topics
    assert "phone" in aspects_in("give me the number please").topics


def test_to_dare_is_no_police_in_burmese(content: sa.engine.Engine) -> None:
    with content.connect() as connection:
        assert not link(connection, Index.of(connection), "အမေ့ကို မပြောရဲဘူး")


WORDS_THAT_ARE_PLACES_TOO = {
    "two": ("มีลูกสองคน", []),
    "try": ("ครูบอกให้ลองหามูลนิธิ", []),
    "at all": ("ไม่มีบัตรเลย", []),
    "for long": ("อยู่ได้นานแค่ไหน", []),
    "how long": ("how long does it take", []),
    "hot": ("is there a hot meal", []),
    "hours": ("ต้องรอ 24 ชม. ไหม", []),
    "form in Burmese": ("လျှောက်လွှာ ဖောင်က ဘယ်မှာရလဲ", []),
    "the district": ("อยู่อำเภอลอง", ["th-5403"]),
    "with its province": ("สอง แพร่", ["th-5406", "th-54"]),
    "alone": ("เลย", ["th-42"]),
    "in English": ("born in Long", ["th-5403"]),
    "called a district": ("long district", ["th-5403"]),
}


@pytest.mark.parametrize("row", WORDS_THAT_ARE_PLACES_TOO.values(), ids=WORDS_THAT_ARE_PLACES_TOO)
def test_a_word_is_a_place_where_that_is_said(content: sa.engine.Engine, row: tuple[str, list[str]]) -> None:
    text, places = row
    with content.connect() as connection:
        found = [one for one in link(connection, Index.of(connection), text) if one.kind == "area"]
    assert sorted(one.record for one in found) == sorted(places)


def test_a_text_without_letters_names_nothing(content: sa.engine.Engine) -> None:
    with content.connect() as connection:
        assert link(connection, Index.of(connection), " ?! ") == []
        assert link(connection, Index.of(connection), "") == []


TOPICS = {
    "phone": ("ขอเบอร์หน่อยค่ะ", "phone"),
    "funding": ("ใครให้เงิน", "funding"),
    "funding as it sounds": ("ไครไห้ทุน", "funding"),
    "funding in English": ("who funds it?", "funding"),
    "funding in Burmese": ("ဘယ်သူငွေပေးလဲ", "funding"),
    "since": ("ก่อตั้งปีไหน", "since"),
    "members": ("who are the members", "members"),
    "hours": ("เปิดกี่โมง", "hours"),
    "papers": ("ใช้เอกสารอะไร", "papers"),
}


@pytest.mark.parametrize("row", TOPICS.values(), ids=TOPICS)
def test_the_aspect_that_is_asked_for(row: tuple[str, str]) -> None:
    text, topic = row
    found = aspects_in(text).topics
    assert found and max(found, key=lambda t: found[t]) == topic


def test_a_cue_inside_a_word_is_none() -> None:
    assert "phone" not in aspects_in("which hotel is it").topics
    assert aspects_in("เด็ก").topics == {}
    assert "amount" not in aspects_in("ကလေး ဘယ်လောက်ရှိလဲ").topics
    assert "address" not in aspects_in("ဆေးရုံက ဘာလုပ်လဲ").topics
    assert aspects_in("facebook မှာ ပုံတင်တယ်").topics == {}


def test_burmese_is_read_without_its_tone_marks_too() -> None:
    assert aspects_in("ဖုန် နံပါတ်").topics == aspects_in("ဖုန်း နံပါတ်").topics
    assert word_terms("ကလေ ကျောင်") == word_terms("ကလေး ကျောင်း")
    assert word_terms("သေး") != word_terms("သေ")


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 2**16 - 1))))
def test_packed_lists_come_back(pairs: list[tuple[int, int]]) -> None:
    numbers, impacts = [number for number, _ in pairs], [impact for _, impact in pairs]
    data = packed(numbers, impacts)
    assert list(zip(*unpacked(data), strict=True)) == pairs
    middle = len(pairs) // 2
    first, second = packed_slices(*unpacked(data), [middle, len(pairs)])
    assert first == packed(numbers[:middle], impacts[:middle])
    assert second == packed(numbers[middle:], impacts[middle:])


def test_rows_of_a_query(engine: sa.engine.Engine) -> None:
    with engine.begin() as connection:
        build_index(connection, [], [], [("child", "parent"), ("other", "parent")])
        query = "SELECT child, parent FROM search_relation WHERE parent IN ({}) AND child IN ({}) ORDER BY child"
        rows = select(connection, query, ["parent", "nobody"], ["child", "other"])
        assert [(row.child, row[1]) for row in rows] == [("child", "parent"), ("other", "parent")]
        assert select(connection, query, [], ["child"]) == []
        with pytest.raises(ValueError, match="no columns"):
            select(connection, "DELETE FROM search_relation")


def test_the_essential_of_a_text() -> None:
    short, long = "ก" * MOST_READ, "ก" * MOST_READ + "ข" * 10
    assert essential(short) == short
    assert len(essential(long)) == MOST_READ
    assert essential(long).startswith("กก") and essential(long).endswith("ข" * 10)


def test_a_long_question_finds_what_its_end_asks(content: sa.engine.Engine) -> None:
    base = KnowledgeBase(content)
    for question in ("เบอร์โทร ymca พะเยา", "ขอเบอร์โทรมูลนิธิรักษ์เด็ก"):
        texts = question, f"{'ลา ' * 1200}{question}"
        short, long = (base.answer(Question(text, "th", "directory", AFTERNOON)) for text in texts)
        assert short.subject and short.subject == long.subject


def _statement(slug: str, text: str) -> Statement:
    return Statement("fact", slug, slug, "organisation", "what", "", [(1.0, text)])


def test_a_term_keeps_its_heaviest_documents(engine: sa.engine.Engine) -> None:
    """Of very many documents with a word those stay in reach where it weighs most, wherever they come."""
    many = 10 * HEAD
    texts = ["lantern and many other words in a long text beside it that say little"] * many
    texts[many - 1] = "lantern"
    with engine.begin() as connection:
        build_index(connection, (_statement(f"s{n}", text) for n, text in enumerate(texts)), [], [])
        index = Index.of(connection)
        asked = understand(connection, index, "lantern")
        searched = search(connection, index, asked.words, asked_terms(asked))
        found = fit(searched, asked, index, "en")
    assert [document.record for document in found.documents[:4]] == [f"s{many - 1}", "s0", "s1", "s2"]
    assert found.values["words"].argmax() == 0
    assert found.values["coverage"].tolist() == [1.0] * len(found)


@pytest.mark.parametrize("processors", [1, 2])
def test_an_index_made_in_parts_is_the_same(monkeypatch: pytest.MonkeyPatch, processors: int) -> None:
    words = ["lantern", "โรงเรียน", "river", "ทุนการศึกษา", "ကလေး", "harbour", "บ้าน"]
    documents = [
        Gathered(
            [(1.0, " ".join(words[n % 7 : n % 7 + 1 + n % 3])), (0.5, words[n % 5])],
            {"th": [words[n % 5]], "en": [words[n % 3], "lantern 2021"]} if n % 4 else {},
            [words[n % 6]] * (n % 3),
        )
        for n in range(90)
    ]
    whole = Gathering()
    expected = whole.add(part_of(documents)), list(whole.rows())
    monkeypatch.setattr(gathering, "PART", 10)
    monkeypatch.setattr(gathering.os, "sched_getaffinity", lambda _: set(range(processors)))
    gathered = Gathering()
    assert ([terms for part in parts(documents) for terms in gathered.add(part)], list(gathered.rows())) == expected


def _sayings_of(
    engine: sa.engine.Engine, statements: list[Statement], text: str, language: str
) -> dict[str, list[float]]:
    with engine.begin() as connection:
        build_index(connection, statements, [], [])
        index = Index.of(connection)
        asked = understand(connection, index, text)
        searched = search(connection, index, asked.words, asked_terms(asked), also=range(1, len(statements) + 1))
        found = fit(searched, asked, index, language)
    order = sorted(range(len(found)), key=lambda place: found.documents[place].id)
    return {name: [round(float(values[place]), 3) for place in order] for name, values in found.values.items()}


def test_what_a_statement_shows_and_how_it_is_asked_for_is_kept(engine: sa.engine.Engine) -> None:
    """In the language of the reader, or the first one; the likest wording counts, not all of them together."""
    shown = {"th": ["โคมไฟราคา 40 บาท"], "en": ["The lantern is old. It costs 40 baht in the shop at the harbour"]}
    asked = Statement(
        "fact", "a", "a", "organisation", "cost", "", [(1.0, "lantern")], shown, ["lantern price", "river"]
    )
    plain = Statement("fact", "b", "b", "organisation", "cost", "", [(1.0, "lantern river price")], {"th": ["โคมไฟ"]})
    found = _sayings_of(engine, [asked, plain], "lantern price harbour", "en")
    assert found["words shown"] == [1.0, 0.0]  # "price" asks for the aspect
    assert found["wording"][0] > 0.4 and found["wording"][1] == 0.0
    assert found["clause"][0] >= found["clause that looks like the answer"][0] > 0
    in_burmese = _sayings_of(engine, [asked, plain], "โคมไฟ", "my")
    assert in_burmese["words shown"] == [1.0, 1.0]


def test_the_marks_of_a_text() -> None:
    assert marks_of("", False) == 0
    assert marks_of("opened in 2017", True) & HAS_YEAR
    assert marks_of("no number", False) & (HAS_TEXT | marks_for(["phone"])) == HAS_TEXT
    assert marks_of("600 baht a month", False) & marks_for(["amount"])
    assert marks_of("since 1998", False) & marks_for(["phone"]) == 0
    assert marks_of("โทร 1300 หรือ 054-457191", False) & marks_for(["phone"])
    assert marks_of("ไม่ต้องจ่าย", False) & marks_for(["cost"])
    assert marks_of("ลงนามวันที่ 16 มีนาคม 2564", False) & marks_for(["end"]) == 0
    assert marks_for(["what"]) == 0
    assert HAS_TEXT < 1 << 32  # they are kept in four bytes


SHOWS_WHAT_IS_ASKED = {
    "places, not people": ("มีหมู่บ้านกี่แห่ง", "มี 5 แห่งในไทย", "ดูแลเด็กปีละ 600 คน"),
    "people, not places": ("how many children does it help", "over 1,600 children a year", "it works in 26 villages"),
    "a person": ("ผู้อำนวยการชื่ออะไร", "ผู้อำนวยการคือ น.ส. ก", "อยู่ที่ 218 หมู่ 5"),
    "a reason": ("why was it renamed", "renamed because it grew", "renamed in 2011"),
    "a percentage": ("เรียนจบกี่เปอร์เซ็นต์", "เรียนจบร้อยละ 80", "เรียนจบหลายคน"),
    "for each": ("ได้คนละกี่บาท", "คนละ 5,000 บาท", "ปีนั้น 720,000 บาท"),
    "what comes next": ("when is the next festival", "the next festival is in May", "the festival was in May 2021"),
    "what is private": ("ขอเบอร์ส่วนตัวของครู", "ไม่มีเบอร์ส่วนตัว", "เบอร์สำนักงาน 02 123 4567"),
    "the law of another country": ("age of criminal responsibility in Laos", "the law of Laos says 15", "it is 12"),
    "its law in Thai": ("กฎหมายลาวแจ้งเกิดกี่วัน", "กฎหมายลาวให้ 30 วัน", "แจ้งภายใน 15 วัน"),
    "how long": ("อำเภอใช้เวลากี่วัน", "ใช้เวลา 10 วันทำการ", "ยื่นที่อำเภอ"),
    "how long it holds": ("how long is it valid", "valid for one year", "it costs 500 baht, since 2015"),
    "how long, in Burmese": ("ဘယ်နှရက် ကြာမလဲ", "ရုံးဖွင့်ရက် 10 ရက် ကြာပါတယ်", "မြို့နယ်ရုံးမှာ လျှောက်ပါ"),
    "how much is punished": ("ครูไม่แจ้งเหตุโดนปรับเท่าไหร่", "ปรับไม่เกิน 5,000 บาท", "ครูต้องแจ้งเหตุ"),
    "all of them": ("please list all the projects", "the projects are A, B and C", "it had 8 projects"),
    "a number, not a year": ("ကျောင်း ဘယ်နှစ်ကျောင်းလဲ", "ကျောင်း 13 ကျောင်း", "၂၀၀၇ ကစပြီး ရုံးရှိပါတယ်"),
    "chapters, not members": ("ธรรมนูญมีกี่หมวด", "ธรรมนูญมี 5 หมวด", "มีสมาชิก 19 องค์กร"),
    "another region": ("ในอีสานมีกี่ที่", "ในอีสานมี 3 แห่ง", "มี 5 แห่ง"),
}


@pytest.mark.parametrize("row", SHOWS_WHAT_IS_ASKED.values(), ids=SHOWS_WHAT_IS_ASKED)
def test_what_a_text_must_show_to_answer(row: tuple[str, str, str]) -> None:
    question, answer, another = row
    marks = kinds_asked(question).values()
    assert marks
    assert all(marks_of(answer, False) & mark for mark in marks)
    assert not all(marks_of(another, False) & mark for mark in marks)


def test_what_is_kept_of_a_statement_is_read_again() -> None:
    head = layout([0, 1, 0], [[(4, 2), (8, 1)], [(16, 3)]], [2, 1])
    kept = Sayings(np.concatenate([head, np.arange(10, 19, dtype=np.uint32)]).tobytes())
    for language, marks, lengths, numbers in (
        ("th", [4, 8], [2, 1], [10, 11, 12]),
        ("en", [16], [3], [13, 14, 15]),
        ("my", [4, 8], [2, 1], [10, 11, 12]),
    ):
        shown = kept.shown(language)
        assert [shown.marks.tolist(), shown.lengths.tolist(), shown.numbers.tolist()] == [marks, lengths, numbers]
    assert (kept.wordings.lengths.tolist(), kept.wordings.numbers.tolist()) == ([2, 1], [16, 17, 18])


@pytest.mark.parametrize(
    "text", ["how long has it been working with ECPAT", "ทำงานด้วยกันมานานแค่ไหนแล้ว", "เชียงรายชื่อร้านอะไร", "အိမ် ဘယ်နှလုံး ရှိလဲ"]
)
def test_what_only_looks_like_a_question_for_a_duration_or_a_list(text: str) -> None:
    assert not {"duration", "list"} & kinds_asked(text).keys()


@pytest.mark.parametrize(
    ("text", "is_whether"),
    [
        ("รับเด็กผู้ชายไหมคะ", True),
        ("เปิ้นฮับละอ่อนป้อจายก่อเจ้า", True),
        ("hi, does it take boys of 5?", True),
        ("မြန်မာလို ပြောလို့ ရလား", True),
        ("รับเด็กอายุเท่าไหร่", False),
        ("what does it do", False),
        ("ဘယ်သူက ကူညီလဲ", False),
    ],
)
def test_whether_yes_or_no_answers(text: str, is_whether: bool) -> None:
    assert asks_whether(text) == is_whether


def test_short_years_are_of_our_time(content: sa.engine.Engine) -> None:
    with content.connect() as connection:
        short, long, ages = (
            understand(connection, Index.of(connection), text).numbers
            for text in (
                "มหกรรมสิทธิเด็กล้านนาปี 64 จัดวันไหน",
                "มหกรรมสิทธิเด็กล้านนาปี 2564 จัดวันไหน",
                "ลูกอายุ 12 ปี 30 วัน",
            )
        )
    assert short == long != set()
    assert ages <= {"12", "30"}


def test_the_parts_of_a_question() -> None:
    where, when = parts_asked("where and when was the seminar")
    assert "place" in where
    assert "date" in when
    assert parts_asked("where was the seminar") == []


STRANGERS = {
    "capitals": ("ขอเบอร์ QZX หน่อย", True),
    "capitals in Burmese": ("QZX ရုံးခွဲ ရှိလား", True),
    "a capital letter in Thai": ("มูลนิธิ Qzxfoo อยู่ที่ไหน", True),
    "known": ("YMCA ရုံးခွဲ ရှိလား", False),
    "shouted": ("WHERE IS QZX HERE", False),
}


@pytest.mark.parametrize("row", STRANGERS.values(), ids=STRANGERS)
def test_a_name_that_stands_nowhere(content: sa.engine.Engine, row: tuple[str, bool]) -> None:
    text, is_unknown = row
    with content.connect() as connection:
        assert understand(connection, Index.of(connection), text).names_unknown == is_unknown


@given(st.text(alphabet="กขคงจ 0123456789.ab\n", max_size=300))
def test_the_clauses_of_a_text_lose_no_word(text: str) -> None:
    joined = "".join(pieces_of(text))
    kept = [letter for letter in text if letter not in " .\n"]
    assert [letter for letter in joined if letter not in " .\n"] == kept
    assert all(piece.strip() for piece in pieces_of(text))


def test_the_aspect_is_guessed_from_how_the_content_is_asked(content: sa.engine.Engine) -> None:
    """In ways that no list of phrases has."""
    with content.connect() as connection:
        for text, topic in (("ใครออกงบให้", "funding"), ("money comes from who", "funding"), ("ဘယ်နားမှာရှိတာ", "address")):
            found = guess(Index.of(connection).cues(connection), text)
            assert max(found, key=lambda t: found[t]) == topic
            assert all(LEAST <= likely <= 0 for likely in found.values())
        cues = Index.of(connection).cues(connection)
        assert guess(cues, "") == guess(cues, "qxzvjk") == {}


AFTERNOON, NIGHT = (datetime(2026, 11, 23, hour, tzinfo=timezone.utc) for hour in (7, 20))


def test_is_open_at() -> None:
    hours = ("08:30+07:00", "16:30+07:00", "MO,TU")
    assert is_open_at(*hours, AFTERNOON) is True
    assert is_open_at(*hours, NIGHT) is False
    assert is_open_at(*hours[:2], "SU", AFTERNOON) is False
    assert is_open_at(None, None, None, AFTERNOON) is None


def test_a_closed_hotline_comes_later(content: sa.engine.Engine, tmp_path: Path) -> None:
    shutil.copy(str(content.url.database), tmp_path / "k.db")
    engine = connect(f"sqlite:///{tmp_path}/k.db")
    hours = {"opens_at": "08:30+07:00", "closes_at": "16:30+07:00"}
    with engine.begin() as connection:
        online, only = ["need-online-abuse"], hsds.schedule.c.service_id == key_of("service", "hotline-1387")
        before = hotlines_for(connection, online, None, NIGHT)
        connection.execute(sa.update(hsds.schedule).where(only).values(**hours))
        by_day, by_night = (hotlines_for(connection, online, None, at) for at in (AFTERNOON, NIGHT))
    engine.dispose()
    assert before == by_day
    assert set(by_night) == set(by_day)
    assert by_night.index("hotline-1387") > by_day.index("hotline-1387")


def test_what_cannot_wait_comes_first(content: sa.engine.Engine) -> None:
    with content.connect() as connection:
        assert hotlines_for(connection, ["need-medical-emergency"], None, NIGHT)[0] == "hotline-1669"
        assert hotlines_for(connection, ["need-missing-child"], None, NIGHT)[0] == "hotline-191"
        assert hotlines_for(connection, ["no-such-need"], None, NIGHT) == ["hotline-1300", "hotline-1387"]


def test_organisations_of_the_place_come_first(content: sa.engine.Engine) -> None:
    with content.connect() as connection:
        found = organisations_for(connection, ["need-trafficking"], "th-50")
        rows = connection.execute(sa.select(hsds.organization.c.slug, hsds.organization.c.areas)).all()
        assert organisations_for(connection, [], None) == []
        assert organisations_for(connection, ["no-such-need"], None) == []
    areas = dict(map(tuple, rows))
    assert 3 <= len(found) <= MOST_ORGANISATIONS
    near = ["th-50" in areas[slug] for slug in found]
    assert near == sorted(near, reverse=True) and near[0]


def test_the_search_command(content: sa.engine.Engine, capsys: pytest.CaptureFixture[str]) -> None:
    database = ["--database", str(content.url)]
    assert main([*database, "search", "เบอร์โทร ymca พะเยา"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("answer  score ")
    assert "054-457191" in shown and "source: " in shown
    assert main([*database, "search", "PFCP ใครให้เงิน", "--language", "en", "--explain"]) == 0
    shown = capsys.readouterr().out
    assert "subjects: pfcp" in shown and "topics: funding" in shown
    assert "pfcp/funding  (named +" in shown and "right with a chance of " in shown
    with pytest.raises(SystemExit):
        main([*database, "search", "x", "--route", "nowhere"])
