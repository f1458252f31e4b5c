"""Questions and what must answer them, by rule, over the content that ships."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge.answers import KnowledgeBase
from knowledge.loading import load
from knowledge.reply import Question, Reply
from knowledge.search.statements import index_content
from tests.knowledge.asking import NOON, Ask, ask, asking, content, filled

__all__ = ["ask", "content"]

YMCA_NUMBERS = {"054-457191", "054-457190"}
Edit = Callable[[str, str, str], None]


def _numbers(reply: Reply) -> set[str]:
    return {phone.number for card in reply.cards for phone in card.phones}


# (language, route, text, subject, topic): the fact that must answer
FACTS = {
    "since": ("th", "directory", "มูลนิธิรักษ์เด็กก่อตั้งปีไหน", "rakdek", "since"),
    "misspelt": ("th", "directory", "มูลนิทิรักเด็ก ก่อตั้งปีไหน", "rakdek", "since"),
    "misspelt, aspect joined": (
        "th", "directory", "เครือค่ายสิดทิเด็กลานนาตั้งแต่ปีไหน", "lanna-child-rights-coalition", "since",
    ),
    "spaces too many": ("th", "directory", "มูล นิธิ รักษ์ เด็ก ก่อตั้ง ปี ไหน", "rakdek", "since"),
    "abbreviation": ("th", "directory", "PFCP ใครให้เงิน", "pfcp", "funding"),
    "abbreviation in lower case": ("en", "directory", "pfcp who funds it", "pfcp", "funding"),
    "abbreviation in Burmese": ("my", "directory", "PFCP ဘယ်သူငွေပေး", "pfcp", "funding"),
    "nickname": ("th", "directory", "กระจกเงา อยู่ที่ไหน", "mirror-foundation", "address"),
    "nickname, mixed scripts": ("th", "directory", "เบอร์โทร ymca พะเยา", "ymca-phayao", "phone"),
    "Burmese": ("my", "directory", "YMCA ဖယောက် ဖုန်းနံပါတ်", "ymca-phayao", "phone"),
    "B.E.": ("th", "directory", "MOU เชียงราย 2564 ลงนามวันไหน", "mou-chiang-rai-2564", "date"),
    "B.E. in Thai digits": ("th", "directory", "MOU เชียงราย ๒๕๖๔ ลงนามวันไหน", "mou-chiang-rai-2564", "date"),
    "members": ("th", "directory", "MOU เชียงราย 2564 ใครเข้าร่วม", "mou-chiang-rai-2564", "members"),
    "place": ("th", "directory", "mou เชียงราย จัดที่ไหน", "mou-chiang-rai-2564", "place"),
    "aims": (
        "en", "directory", "what are the aims of the lanna child rights coalition",
        "lanna-child-rights-coalition", "aims",
    ),
    "count": ("th", "directory", "เครือข่ายสิทธิเด็กล้านนา มีกี่องค์กร", "lanna-child-rights-coalition", "count"),
    "funders": ("th", "directory", "เครือข่ายสิทธิเด็กล้านนา ใครให้เงิน", "lanna-child-rights-coalition", "funding"),
    "for whom": ("th", "directory", "โครงการ PFCP ช่วยใคร", "pfcp", "for_whom"),
    "where they work": ("th", "directory", "World Vision ทำงานอำเภอไหน", "world-vision-thailand", "where"),
    "a number as a name": ("th", "hotline", "1300 คืออะไร", "hotline-1300", "what"),
    "a number in Thai digits": ("th", "hotline", "๑๓๐๐ คืออะไร", "hotline-1300", "what"),
    "hours": ("th", "hotline", "1387 เปิดกี่โมง", "hotline-1387", "hours"),
    "similar name": ("th", "directory", "สถานสงเคราะห์เด็กโครงการรักษ์เด็ก คืออะไร", "adra-rak-dek-home", "what"),
    "late birth": ("th", "nationality", "แจ้งเกิดเกิน 15 วันทำยังไง", "late-birth-registration", "article"),
    "school": ("th", "rights", "ลูกไม่มีใบเกิดเข้าโรงเรียนได้ไหม", "school-admission-without-papers", "article"),
    "school in English": (
        "en", "rights", "can my child go to school without papers", "school-admission-without-papers", "article",
    ),
    "hitting": ("th", "rights", "ครูตีเด็กได้ไหม", "hitting-at-school", "article"),
    "a nickname of a card": ("th", "nationality", "บัตรหัวศูนย์คืออะไร", "number-0-card", "article"),
}  # fmt: skip


# (language, route, text, subject): what the sources do not tell
NOT_TOLD = {
    "money for each patient": ("th", "directory", "PFCP ให้เงินผู้ป่วยคนละเท่าไร", "pfcp"),
    "the director": ("en", "directory", "who is the director of the Rak Dek Foundation", "rakdek"),
    "a penalty": ("en", "rights", "fine for employing a child under 15", "work-age"),
    "a date in Burmese": ("my", "rights", "grooming ဥပဒေ ဘယ်တော့ အတည်ဖြစ်မလဲ", "grooming-law"),
}  # fmt: skip


def test_a_page_is_no_line_account(ask: Ask) -> None:
    reply = ask("สายเด็กมี LINE ID ว่าไรอ่า", route="hotline")
    assert (reply.kind, reply.topic, reply.subject) == ("not_known", "line", "childline-thailand")
    assert [card.record for card in reply.cards][:1] == ["childline-thailand"]


@pytest.mark.parametrize("row", NOT_TOLD.values(), ids=NOT_TOLD)
def test_what_is_not_told_is_said_to_be_unknown(ask: Ask, row: tuple[str, str, str, str]) -> None:
    language, route, text, subject = row
    reply = ask(text, language, route)
    assert (reply.kind, reply.subject) == ("not_known", subject), reply
    assert reply.text and reply.cards


@pytest.mark.parametrize("row", FACTS.values(), ids=FACTS)
def test_the_fact_that_was_asked_for(ask: Ask, row: tuple[str, str, str, str, str]) -> None:
    language, route, text, subject, topic = row
    reply = ask(text, language, route)
    assert (reply.subject, reply.topic) == (subject, topic), reply
    assert reply.text or reply.cards
    assert reply.sources
    assert reply.reasons


def test_two_aspects_get_both_answers(ask: Ask) -> None:
    reply = ask("who founded the Mae Tao Clinic and in which district is it", "en")
    assert "Cynthia" in reply.text and "Mae Sot" in reply.text


def test_what_an_article_tells_more_about_is_found_in_the_talk(ask: Ask) -> None:
    assert (
        ask("which papers", "en", "eligibility", subject="child-support-grant").subject == "child-support-grant-papers"
    )


def test_a_fact_of_another_province_is_only_near(ask: Ask) -> None:
    assert ask("how many migrant learning centres are there in Lampang", "en").kind in ("near", "not_known")


# Records without a number that is known: neither their card nor the sentence may show somebody else's.
WITHOUT_PHONE = {
    "Thai": ("th", "เบอร์โทรมูลนิธิรักษ์เด็ก", "rakdek"),
    "nickname": ("th", "เบอร์มูลนิธิกระจกเงา", "mirror-foundation"),
    "English": ("en", "phone number of the Mirror Foundation", "mirror-foundation"),
    "with a place": ("th", "เบอร์ซีซีเอฟ แม่ฮ่องสอน", "ccf-mae-hong-son"),
    "World Vision": ("en", "phone of World Vision Thailand", "world-vision-thailand"),
}


@pytest.mark.parametrize("row", WITHOUT_PHONE.values(), ids=WITHOUT_PHONE)
def test_a_missing_phone_is_never_somebody_elses(ask: Ask, row: tuple[str, str, str]) -> None:
    language, text, subject = row
    reply = ask(text, language)
    assert (reply.kind, reply.subject, reply.topic) == ("not_known", subject, "phone")
    assert _numbers(reply) <= {"1300", "1387"}


def test_similar_names_are_kept_apart(ask: Ask) -> None:
    assert ask("เบอร์โทรมูลนิธิรักษ์ไทย").subject == "raks-thai-foundation"
    assert ask("เบอร์โทรมูลนิธิรักษ์เด็ก").subject == "rakdek"
    assert "raks-thai-foundation" not in {card.record for card in ask("เบอร์โทรมูลนิธิรักษ์เด็ก").cards}


def test_a_list_comes_complete(ask: Ask) -> None:
    reply = ask("MOU เชียงราย 2564 ใครเข้าร่วม")
    assert "11" in reply.text
    for name in ("ECPAT", "ADRA"):
        assert name in reply.text


FOLLOW_UPS = {
    "phone": ("th", "แล้วเบอร์ล่ะ", "ymca-phayao", "phone"),
    "phone in Burmese": ("my", "ဖုန်းနံပါတ်", "ymca-phayao", "phone"),
    "address": ("th", "อยู่ที่ไหนคะ", "ymca-phayao", "address"),
    "funding": ("en", "who funds it?", "pfcp", "funding"),
    "since": ("en", "since when?", "rakdek", "since"),
}


@pytest.mark.parametrize("row", FOLLOW_UPS.values(), ids=FOLLOW_UPS)
def test_an_aspect_alone_is_about_what_was_just_answered(ask: Ask, row: tuple[str, str, str, str]) -> None:
    language, text, subject, topic = row
    reply = ask(text, language, subject=subject)
    assert (reply.subject, reply.topic) == (subject, topic)
    assert ask(text, language).subject != subject or reply.kind != "answer"


WHOLE_QUESTIONS = {
    "a fee of another matter": ("th", "แปลงสัญชาติค่าธรรมเนียมเท่าไหร่", "nationality", "section-23", "naturalisation"),
    "another card": ("th", "ค่าทำบัตรชมพูเท่าไหร่", "nationality", "student-loan", "card-fee"),
    "the whole convention": ("th", "ไทยเข้าร่วม CRC เมื่อไหร่", "rights", "crc-12", "crc-thailand"),
    "English": ("en", "naturalisation fee", "nationality", "section-7-bis-grant", "naturalisation"),
}


@pytest.mark.parametrize("row", WHOLE_QUESTIONS.values(), ids=WHOLE_QUESTIONS)
def test_a_whole_question_is_not_about_the_talk(ask: Ask, row: tuple[str, str, str, str, str]) -> None:
    language, text, route, subject, about = row
    reply = ask(text, language, route, subject=subject)
    assert reply.subject == about == ask(text, language, route).subject


STORY = (
    "Hello, I run a small noodle shop near the bridge. My sister came in spring and had a baby girl in the hospital. "
    "We are all well and the baby laughs a lot. {question} The rain is bad now and the road is closed."
)


def test_a_question_in_a_story_is_answered_as_without_it(ask: Ask) -> None:
    question = "Within how many days do we have to report the birth?"
    told = ask(STORY.format(question=question), "en", "nationality")
    assert told.subject == ask(question, "en", "nationality").subject == "birth-registration"


BUTTONS = {
    "phone": ("ymca-phayao", "phone", "answer"),
    "address": ("ymca-phayao", "address", "answer"),
    "funding": ("pfcp", "funding", "answer"),
    "not known": ("rakdek", "phone", "not_known"),
}


@pytest.mark.parametrize("row", BUTTONS.values(), ids=BUTTONS)
def test_a_button_names_record_and_topic(ask: Ask, row: tuple[str, str, str]) -> None:
    record, topic, kind = row
    reply = ask("", record=record, topic=topic)
    assert (reply.kind, reply.subject, reply.topic) == (kind, record, topic)


def test_the_phone_comes_on_a_card(ask: Ask) -> None:
    reply = ask("เบอร์โทร ymca พะเยา")
    assert _numbers(reply) == YMCA_NUMBERS
    assert all(number in reply.text for number in YMCA_NUMBERS)


def test_who_helps_with_a_need_in_an_area(ask: Ask) -> None:
    reply = ask("who helps with trafficking in Chiang Mai", "en")
    assert (reply.kind, reply.need, reply.area) == ("list", "need-trafficking", "th-50")
    assert 3 <= len(reply.cards) <= 8
    assert {"shelter-chiang-mai", "hug-project"} <= {card.record for card in reply.cards}


def test_the_whole_comes_before_its_items(ask: Ask) -> None:
    assert "3 ข้อ" in ask("วัตถุประสงค์ ymca พะเยา").text.split("\n")[0]
    assert "7 ข้อ" in ask("วัตถุประสงค์โครงการกระจกเงามีกี่ข้อ อะไรบ้าง").text.split("\n")[0]
    assert "วัตถุประสงค์ข้อ 2" in ask("วัตถุประสงค์ข้อ 2 ของ ymca พะเยา").text.split("\n")[0]
    assert ask("มหกรรมสิทธิเด็กล้านนามีประเด็นอะไร").subject == "lanna-child-rights-festival-2564"


def test_short_years_from_one_to_another(ask: Ask) -> None:
    assert "2556–2558" in ask("โครงการต่อเนื่องของกระจกเงา 56-58 ชื่ออะไร").text


def test_a_list_for_a_question_of_more_than_need_and_place(ask: Ask) -> None:
    """The words beside them may ask for something that nothing is written about."""
    reply = ask("compare Chiang Mai and Chiang Rai, where is more child abuse last year", "en")
    assert reply.kind in ("near", "near_list")
    assert ask("who helps with child abuse in Chiang Rai", "en").kind == "list"


def test_a_fact_of_another_province_is_but_near(ask: Ask) -> None:
    assert ask("MOU เด็กและเยาวชนเชียงราย ลงนามวันไหน").kind == "answer"
    assert ask("MOU เด็กและเยาวชนของจังหวัดพะเยา ลงนามวันไหน").kind in ("near", "not_known", "nothing")


def test_below_what_is_not_known_stands_the_nearest(ask: Ask) -> None:
    reply = ask("มูลนิธิรักษ์เด็กอยู่ที่ไหน ขอที่อยู่")
    assert reply.kind == "not_known"
    assert "ภาคเหนือ" in reply.nearest


def test_both_parts_of_a_question(ask: Ask) -> None:
    reply = ask("when and where was the Lanna Child Rights Coalition charter seminar", "en")
    assert "29 March 2022" in reply.text
    assert "Chiang Mai" in reply.text


def test_two_of_one_name_are_not_asked_back_where_the_owner_is_named(ask: Ask) -> None:
    assert ask("โครงการรักษ์เด็กของ ADRA รับเด็กผู้หญิงไหม").kind != "which"


def test_the_line_that_sends_somebody_comes_first(ask: Ask) -> None:
    reply = ask("อยากฆ่าตัวตาย โทรหาใคร", route="hotline")
    assert reply.cards[0].record == "hotline-1323"
    assert _numbers(reply) >= {"1323", "1387"}


def test_core_hotlines(content: sa.engine.Engine) -> None:
    cards = KnowledgeBase(content).core_hotlines("my").cards
    assert [card.phones[0].number for card in cards] == ["1300", "1387", "191", "1669", "1323"]


NOTICES = {
    "an unsure number": ("th", "directory", "เบอร์โทรมูลนิธิรักษ์ไทย", "check_first"),
    "nationality": ("th", "nationality", "บัตรหัวศูนย์คืออะไร", "not_legal_advice"),
}


@pytest.mark.parametrize("row", NOTICES.values(), ids=NOTICES)
def test_notices(ask: Ask, row: tuple[str, str, str, str]) -> None:
    language, route, text, notice = row
    assert notice in ask(text, language, route).notices


def test_past_its_review_a_reply_says_so(ask: Ask) -> None:
    text, route = "แจ้งเกิดเกิน 15 วันทำยังไง", "nationality"
    reviewed = ask("เงินอุดหนุนเด็กแรกเกิด ใครมีสิทธิ", route="eligibility", at=NOON)
    later = ask("เงินอุดหนุนเด็กแรกเกิด ใครมีสิทธิ", route="eligibility", at=datetime(2030, 1, 1, tzinfo=timezone.utc))
    assert reviewed.subject == later.subject == "child-support-grant"
    assert "stale" not in reviewed.notices
    assert "stale" in later.notices
    assert "stale" not in ask(text, route=route).notices
    past = ask("ยื่นสัญชาติตามมติ ครม. ใหม่ที่ไหน", route="nationality")  # it was in force until June 2026
    assert past.subject == "resolution-2567-apply"
    assert "stale" in past.notices


NOTHING = {
    "only spaces": "   ",
    "an operator": '"*"',
    "a star": "*",
    "a field of science": "quantum chromodynamics lattice",
    "the price of gold": "ราคาทองวันนี้",
    "a recipe": "สูตรแกงเขียวหวาน",
    "an engine": "how do I fix my motorbike engine",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_nothing_good_enough(ask: Ask, text: str) -> None:
    reply = ask(text)
    assert (reply.kind, reply.text, reply.subject) == ("nothing", "", None)
    assert _numbers(reply) == {"1300", "1387"}


HARMLESS = {
    "SQL": "' OR 1=1 --",
    "SQL of a table": "'; DROP TABLE fact; --",
    "FTS": 'NEAR("รักษ์" "เด็ก", 5) AND *',
    "wildcards": "%_% LIKE",
    "placeholders": "{} %s %(x)s ? :name",
    "a backslash": "\\",
    "4,000 letters": "ก" * 4000,
    "4,000 letters of words": ("ทุนการศึกษาเด็กไร้สัญชาติ " * 200)[:4000],
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_no_text_breaks_or_changes_anything(ask: Ask, content: sa.engine.Engine, text: str) -> None:
    assert ask(text).kind
    with content.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM fact")).scalar_one() > 100


def test_new_content_is_seen_at_the_next_question(engine: sa.engine.Engine, folder: Path, edit: Edit) -> None:
    load(engine, folder, index=index_content)
    base = KnowledgeBase(engine)
    question = Question("Candle House since when", "en", "directory", NOON)
    assert "2012" in base.answer(question).text
    edit("candle-house.yml", "en: Candle House began in 2012", "en: Candle House began in 2011")
    load(engine, folder, index=index_content)
    assert "2011" in base.answer(question).text


@pytest.mark.services
def test_both_databases_answer_alike(ask: Ask, postgresql_url: str) -> None:
    engine = filled(postgresql_url)
    ask_postgresql = asking(engine)
    questions = [(text, language, route) for language, route, text, *_ in FACTS.values()]
    questions += [(text, language, "directory") for language, text, _ in WITHOUT_PHONE.values()]
    questions += [(text, "th", route) for text in (*NOTHING.values(), *HARMLESS.values()) for route in ("directory",)]
    questions += [(text, "th", "hotline") for text in ("โดนหลอกโอนเงิน", "ท้องไม่พร้อม", "ยาเสพติด", "ค้ามนุษย์")]
    questions += [(f"ไร้สัญชาติ {area}", "th", "eligibility") for area in ("เชียงราย", "พะเยา", "แม่สาย", "ตาก", "น่าน")]
    questions += [(f"{need} in Chiang Rai", "en", "directory") for need in ("school", "shelter", "health", "legal aid")]
    assert len(questions) >= 60
    for question in questions:
        assert ask_postgresql(*question) == ask(*question), question
    engine.dispose()
