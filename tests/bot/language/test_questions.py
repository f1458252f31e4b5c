from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import asking_parts, is_question

ASKED = {
    "may he sue me": "เพื่อนบ้านตีลูกทุกวัน ถ้าฉันแจ้งแล้วเขาฟ้องฉันได้มั้ย",
    "is it allowed": "ครูตีหนูด้วยไม้เรียวได้ไหม",
    "whom to call": "พ่อตีหนู ต้องโทรหาใคร",
    "what to do": "ลูกโดนตี ทำไงดี",
    "but whom": "พ่อตีหนู แต่ต้องโทรหาใคร",
    "how much": "เขาขู่ปล่อยคลิป ต้องจ่ายเงินเท่าไร",
    "how often": "พ่อตีหนูกี่ครั้งถึงผิดกฎหมาย",
    "or not, short": "ผัวตีทุกวัน หย่าได้ป่าว",
    "where, without a card": "ไม่มีบัตรเรียนที่ไหน",
    "Northern Thai ko": "ป้อแม่ตี๋ลูกผิดก่อเจ้า",
    "Northern Thai ko, short": "จะนับเป๋นค้ามนุษย์ก่",
    "Northern Thai how": "ยะจะใดดี ป้อบุบน้อง",
    "Northern Thai who": "ป้อบุบน้อง โทรหาไผ",
    "which, short": "โดนตี โทรเบอร์ไรคะ",
    "a sign": "พ่อตีหนู ผิด?",
    "English": "neighbour beats his child every day - if I report it can he sue me",
    "English, may": "may a teacher hit with a cane",
    "English, since when": "since when are parents forbidden to hit",
    "English, how": "my uncle touches me. how do i report him",
    "English, is it": "boss makes me work till 11pm, im 16, is this allowed",
    "English, where at the beginning": "my son was hit, where can i complain",
    "English, is there": "teacher hit my son. is there a law",
    "Burmese la": "တိုင်လိုက်ရင် တိုင်တဲ့သူကို ပြန်တရားစွဲလို့ရလား ကြောက်လို့",
    "Burmese le": "ကလေး ပျောက်နေလို့ ဘယ်ဖုန်းဆက်ရမလဲ",
    "Burmese, polite": "ပိုက်ဆံပေးရမလားရှင်",
}
TOLD = {
    "told": "พ่อตีหนูทุกวัน",
    "a wish": "หนูอยากตาย",
    "nobody": "พ่อตีหนูทุกวัน ไม่มีใครช่วย",
    "dare tell nobody": "หนูไม่กล้าบอกใครเลย",
    "do not know how": "ไม่รู้จะทำยังไงแล้ว พ่อตีหนู",
    "nothing to eat": "ไม่มีอะไรกินมาสองวันแล้ว",
    "nobody knows where": "พ่อแม่ไปไหนไม่รู้ หนูอยู่คนเดียว",
    "anybody": "ใครก็ได้ช่วยหนูด้วย",
    "tell nobody": "ลุงจับนมหนู ห้ามบอกใคร",
    "a few days": "แม่ทิ้งไปไม่กี่วัน",
    "about holds the letters of how many": "ครูตีเพื่อนเกี่ยวกับการบ้าน",
    "before holds the letters of ko": "โดนตีก่อนไปโรงเรียน",
    "a lament": "ทำไมพ่อต้องตีหนู",
    "a lament at the end": "พ่อตีหนูทำไม",
    "never mind": "ไม่เป็นไร",
    "if you tell anybody": "เขาขู่ว่าถ้าบอกใครจะฆ่าทั้งบ้าน",
    "cannot tell anybody": "พ่อทำแบบนั้นกับหนู บอกใครไม่ได้",
    "not let out": "เขาไม่ให้หนูออกไปไหนมาสามวัน",
    "fire holds the letters of is it": "ไฟไหม้บ้าน เด็กติดอยู่ข้างใน",
    "Northern Thai not found": "ลูกหายไปจากก๋าด หาบ่ปะ",
    "Northern Thai do not know how": "หนูบ่ฮู้จะยะจะใด",
    "Northern Thai nobody": "ป้อบุบข้าเจ้ากู้วัน บ่มีไผจ้วย",
    "Northern Thai wish": "หนูใคร่ตาย",
    "English": "my dad hits me every day",
    "English, when he is": "when my dad is drunk he hits me",
    "English, who is": "my uncle who is drunk hits me",
    "English, do not know": "i dont know what to do, my dad hits me",
    "English, is a": "my dad is a drunk and he is the one who did it",
    "English, husband has": "my husband has a knife and the kids are here",
    "English, idk": "idk how to say this",
    "English, nobody": "nobody helps me",
    "Burmese": "အဖေက သမီးကို နေ့တိုင်း ရိုက်တယ်",
    "Burmese faint": "သမီး မေ့လဲသွားတယ်",
    "Burmese nobody": "ဘယ်သူမှ မကူညီဘူး",
    "nothing": "",
}


@pytest.mark.parametrize("text", ASKED.values(), ids=ASKED)
def test_something_is_asked(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", TOLD.values(), ids=TOLD)
def test_nothing_is_asked(text: str) -> None:
    assert not is_question(text)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert is_question(text + "?")


@pytest.mark.parametrize(
    "piece", ["ไม่มีใคร", "ไม่", "ไหม ", "a. ", "ไม่รู้จะไปไหน", "i dont know what is ", "လဲ", "or ", "a"]
)
def test_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    text = (piece * 4000)[:4000]
    start = process_time()
    is_question(text)
    asking_parts(text)
    assert process_time() - start < 0.1


STORY = (
    "Hello, I run a small noodle shop near the bridge. My sister came in spring and had a baby girl. "
    "We are all well and the baby laughs a lot. {question} The rain is bad now and the road is closed."
)


@pytest.mark.parametrize(
    "question",
    ["How many days do we have to report it?", "which office here takes this form?"],
    ids=["sentence", "fragment"],
)
def test_a_question_is_taken_out_of_its_story(question: str) -> None:
    alone, with_before = asking_parts(STORY.format(question=question))
    assert alone == question
    assert with_before == f"We are all well and the baby laughs a lot. {question}"


def test_thai_sentences_end_at_spaces() -> None:
    story = "สวัสดีค่ะ ดิฉันขายก๋วยเตี๋ยวอยู่ข้างสะพาน น้องสาวมาอยู่ด้วยตั้งแต่ต้นปี แล้วก็คลอดลูกสาวที่โรงพยาบาล หลานแข็งแรงดี หัวเราะทั้งวัน"
    story += " ต้องไปแจ้งเกิดภายในกี่วันคะ ช่วงนี้ฝนตกหนัก ถนนขาด ขอบคุณค่ะ"
    assert asking_parts(story)[0].endswith("ต้องไปแจ้งเกิดภายในกี่วันคะ")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("My baby was born here. Where do I go? Thank you.", id="short"),
        pytest.param("where do I go " * 40, id="no end of a sentence"),
        pytest.param("Where do I go to tell of a birth in the hills? " * 5, id="all of it asks"),
    ],
)
def test_there_is_nothing_to_take_out(text: str) -> None:
    assert asking_parts(text) == []


def test_where_nothing_asks_the_end_is_taken() -> None:
    story = STORY.format(question="We want a paper for her.")
    assert asking_parts(story)[0] == "The rain is bad now and the road is closed."
