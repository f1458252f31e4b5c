from pathlib import Path
from time import process_time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.language import detect
from bot.safety import Danger, categories, check
from bot.safety.danger import LANGUAGES, _by_rarest_group
from bot.safety.rules import read_rules

HERE = Path(__file__).parent
DANGER = yaml.safe_load((HERE / "danger.yml").read_text("utf-8"))
NO_DANGER = yaml.safe_load((HERE / "no_danger.yml").read_text("utf-8"))
VOICES_DANGER = yaml.safe_load((HERE / "voices_danger.yml").read_text("utf-8"))
VOICES_NO_DANGER = yaml.safe_load((HERE / "voices_no_danger.yml").read_text("utf-8"))
AREAS = HERE.parents[2] / "knowledge" / "content" / "areas"
FROM_THERE = {
    "th": ["ละอ่อน{}ไปเฮียนต่อตี้ไหนได้พ่อง", "ลูกข้าเจ้าอยู่{} จะขอทุนได้ก่อ", "เปิ้นมา{}แล้วไปแจ้งเกิดลูกตี้อำเภอ"],
    "en": ["my child lives in {}, where is the school", "we come from {} with my daughter"],
    "my": ["ကျွန်မသမီးက {} မှာ ကျောင်းတက်နေတာ", "သားက {} ထိုင်းကျောင်းမှာပါ"],
}


def rows(table: dict) -> list:
    return [
        pytest.param(text, kind, id=f"{language}-{kind}-{number}")
        for language, kinds in table.items()
        for kind, texts in kinds.items()
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize(("text", "category"), rows(DANGER) + rows(VOICES_DANGER))
def test_danger_is_seen(text, category):
    danger = check(text)

    assert danger is not None
    assert danger.category == category


@pytest.mark.parametrize(("text", "kind"), rows(NO_DANGER) + rows(VOICES_NO_DANGER))
def test_what_is_no_danger_brings_no_card(text, kind):
    assert check(text) is None


def test_whoever_names_a_place_gets_no_card():
    areas = [area for path in AREAS.glob("*.yml") for area in yaml.safe_load(path.read_text("utf-8"))]
    names = {name for area in areas for name in [*area["name"].values(), *area.get("aliases", ())]}
    asked = [text.format(name) for name in names for text in FROM_THERE.get(detect(name).language.value, ())]

    assert len(asked) > 2000
    assert [text for text in asked if check(text)] == []


def test_every_category_is_seen_in_every_language():
    for language, kinds in DANGER.items():
        assert set(kinds) == set(categories()), language


def test_no_sentence_is_in_both_tables():
    tables = (DANGER, NO_DANGER, VOICES_DANGER, VOICES_NO_DANGER)
    texts = [text for table in tables for kinds in table.values() for found in kinds.values() for text in found]

    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        pytest.param("พ่อตีหนูทุกวัน", Danger("violence_home", "high", "th-home-hit"), id="usual"),
        pytest.param("พ่อกำลังตีหนู", Danger("violence_now", "emergency", "th-now"), id="happening-now"),
        pytest.param("หนูอยากตาย", Danger("suicide_self_harm", "high", "th-suicide"), id="thought"),
        pytest.param("คืนนี้หนูจะกินยาตาย", Danger("suicide_self_harm", "emergency", "th-suicide-means"), id="plan"),
        pytest.param("พ่อตีหนู หนูอยากตาย", Danger("suicide_self_harm", "high", "th-suicide"), id="two-dangers"),
        pytest.param("ลูกหาย", Danger("missing_child", "emergency", "th-missing"), id="missing"),
    ],
)
def test_most_pressing_danger_is_named(text, danger):
    assert check(text) == danger


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("พ่อ ตี หนู ทุก วัน", id="spaces"),
        pytest.param("พ่อตี\nหนูทุกวัน", id="line-break"),
        pytest.param("พอตีหนูทุกวัน", id="no-tone-mark"),
        pytest.param("พ่อตี๋หนูทุกวัน", id="kham-mueang-tone"),
        pytest.param("พ่อตีหนูทุกวันนนนนน!!!", id="stretched"),
        pytest.param("MY DAD HITS ME EVERY DAY", id="capitals"),
        pytest.param("my dad hits me,every day", id="punctuation"),
        pytest.param("สวัสดีค่ะ ขอถามเรื่องทุนการศึกษาหน่อยค่ะ แล้วก็พ่อตีหนูทุกวันด้วย", id="after-another-matter"),
        pytest.param("ครูตีเด็กได้ไหมคะ เพราะครูตีหนูจนขาเขียว", id="after-a-rights-question"),
        pytest.param("พ่อเอาไม้ตีหนู", id="a-stick-is-not-a-not"),
        pytest.param("ช่วยด้วย ลูกหาย", id="help-is-no-topic"),
        pytest.param("เมื่อคืนลูกหาย", id="last-night-is-no-if"),
        pytest.param("he won't stop hitting me", id="stop-is-no-topic"),
        pytest.param("พ่อไม่เคยหยุดตีหนู", id="never-stops-is-no-never"),
        pytest.param("พ่อไม่ได้ตี แต่แม่ตีหนูทุกวัน", id="one-denied-one-told"),
        pytest.param("ไม่อยากโดนตีอีก", id="not-want-is-no-denial"),
        pytest.param("ลุกสาวกีดแขน", id="slips-that-sound-alike"),
        pytest.param("อยากตาย 555", id="laughter-alone-hides-nothing"),
    ],
)
def test_spelling_and_company_do_not_matter(text):
    assert check(text) is not None


@given(st.text(max_size=300))
def test_any_text_is_answered(text):
    assert check(text) is None or check(text).category in categories()


@given(st.text(alphabet="พ่อแม่ตีหนูโดนไม่ถ้าเด็ก ฆ่าตาย", max_size=200))
def test_any_thai_text_is_answered(text):
    assert check(text) is None or check(text).category in categories()


@pytest.mark.parametrize(
    "piece", ["ตี", "พ่อ", "พ่อหนูตีลูกโดน", "my dad ", "i am being ", "အဖေက သမီးကို ", "a", "ก", "ไม่ได้โดน", "😀", "\ud800"]
)
def test_long_text_takes_no_longer_than_its_length(piece):
    text = (piece * 4000)[:4000]
    times = []
    for _ in range(5):
        start = process_time()
        check(text)
        times.append(process_time() - start)

    assert min(times) < 0.05  # the real figure, a tenth of this, is measured in bench/


def test_every_phrase_is_looked_for_under_one_of_its_groups() -> None:
    rules = [rule for language in LANGUAGES for rule in read_rules(language).rules]
    found = _by_rarest_group(rules)
    for number, rule in enumerate(rules):
        for phrase in rule.phrases:
            assert any(number in found.get(group, ()) for group in phrase.groups), rule.id
