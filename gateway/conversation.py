"""How a turn is decided: pure, values in, values out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.language import Language, detect, is_question
from bot.safety import Danger, card, check
from gateway.languages import follow_language, follow_wish, has_words, is_unsupported, spoken_in_danger
from gateway.message import LANGUAGE_PAYLOADS, Answer, Button, Draft, Handoff
from gateway.rasa import Question
from gateway.records import Conversation, LanguageState, Turn
from gateway.reply import RasaReply, read_card, read_safety, read_source
from gateway.texts import DEFAULT_LANGUAGE, Texts

NOT_BEHIND_A_CARD = frozenset(["safety", "handoff", "smalltalk", "fallback"])  # routes


@dataclass(frozen=True)
class Plan:
    """What a turn comes to: an answer that is ready, a question for Rasa, or both.

    Of both, what Rasa is sure of is said behind the answer.
    """

    languages: LanguageState
    answer: Answer | None = None
    question: Question | None = None


def plan_turn(turn: Turn, conversation: Conversation, wish: str | None, guess: str, texts: Texts) -> Plan:
    """Decide who answers. `wish` is the language the request asks for, `guess` the browser's."""
    if turn.payload in LANGUAGE_PAYLOADS:
        return _plan_language(conversation, LANGUAGE_PAYLOADS[turn.payload], texts)
    if turn.payload is not None and turn.payload.startswith("/"):
        languages = follow_wish(conversation.languages, wish, guess)
        question = Question(turn.conversation_id, _spoken(languages), payload=turn.payload)
        return _unless_staff(Plan(languages, question=question), conversation)
    said = turn.payload if turn.payload is not None else turn.text  # a ready question is its own payload
    detection = detect(said)
    languages = follow_language(conversation.languages, wish, guess, detection, said)
    danger = check(said)
    if danger is not None:
        is_foreign = is_unsupported(detection, said)
        spoken = Language.UND.value if is_foreign else spoken_in_danger(languages, detection)
        plan = _plan_danger(danger, spoken, languages, conversation)
        may_ask = conversation.mode == "bot" and danger.urgency != "emergency" and not is_foreign
        return _with_question(plan, turn, spoken) if may_ask else plan
    if not has_words(said):
        return _unless_staff(Plan(languages, Answer((_no_words(_spoken(languages), texts),))), conversation)
    if is_unsupported(detection, said):
        return _unless_staff(Plan(languages, Answer((_unsupported(_spoken(languages), texts),))), conversation)
    question = Question(turn.conversation_id, _spoken(languages), text=without_command(said))
    return _unless_staff(Plan(languages, question=question), conversation)


def answer_from_reply(reply: RasaReply, language: str, texts: Texts) -> Answer:
    """Rasa's words, or the honest line when it had none."""
    if not reply.drafts:
        honest = answer_unavailable("empty_reply", language, texts)
        return replace(honest, handoff=reply.handoff or honest.handoff)
    return Answer(tuple(_with_notice(draft, language, texts) for draft in reply.drafts), reply.handoff)


def add_sure_answer(answer: Answer, reply: RasaReply, language: str, texts: Texts) -> Answer:
    """A safety card with one answer behind it that the knowledge base is sure of; the handoff stays the danger's."""
    sure = [draft for draft in reply.drafts if draft.is_sure and draft.route not in NOT_BEHIND_A_CARD]
    return replace(answer, drafts=(*answer.drafts, *(_with_notice(draft, language, texts) for draft in sure[:1])))


def _with_notice(draft: Draft, language: str, texts: Texts) -> Draft:
    """The draft with its notice codes in words."""
    said = " ".join(texts.notice(code, language) for code in draft.notice_codes)
    return replace(draft, notice=said or None, notice_codes=())


def answer_unavailable(reason: str, language: str, texts: Texts) -> Answer:
    """The honest line with the hotlines, and a message for the staff."""
    return Answer((_with_hotlines(texts.line("unavailable", language), language, texts),), Handoff(reason, "normal"))


def plan_left_over(turn: Turn, conversation: Conversation, texts: Texts) -> Plan:
    """The answer to a message that a stopped gateway left behind: the card or the honest line, never Rasa."""
    plan = plan_turn(turn, conversation, None, DEFAULT_LANGUAGE, texts)
    if plan.answer is not None:
        return replace(plan, question=None)
    return replace(plan, answer=answer_unavailable("left_over", _spoken(plan.languages), texts), question=None)


def without_command(text: str) -> str:
    """The text without the slashes it begins with: Rasa would run it as an intent."""
    while text and (text[0] == "/" or text[0].isspace()):
        text = text[1:]
    return text


def _plan_language(conversation: Conversation, language: str, texts: Texts) -> Plan:
    answer = Answer((Draft("smalltalk", texts.line("language_set", language)),))
    return _unless_staff(Plan(LanguageState(language, language), answer), conversation)


def _plan_danger(danger: Danger, language: str, languages: LanguageState, conversation: Conversation) -> Plan:
    """The safety card at once; a person of the staff who is in the conversation is only helped with an emergency."""
    wanted = Handoff(f"danger_{danger.category}", danger.urgency)
    if conversation.mode == "staff" and danger.urgency != "emergency":
        return Plan(languages, Answer((), wanted))
    found = card(danger.category, language, danger.urgency)
    draft = Draft(
        route="safety",
        text=found["text"],
        cards=tuple(map(read_card, found["cards"])),
        sources=tuple(map(read_source, found["sources"])),
        safety=read_safety(found["safety"]),
    )
    return Plan(languages, Answer((draft,), wanted))


def _with_question(plan: Plan, turn: Turn, language: str) -> Plan:
    """The plan with the question for Rasa, where the visitor wrote one: who only tells what happened gets the card."""
    if turn.payload is not None or not is_question(turn.text):
        return plan
    return replace(plan, question=Question(turn.conversation_id, language, text=without_command(turn.text)))


def _unless_staff(plan: Plan, conversation: Conversation) -> Plan:
    return Plan(plan.languages, Answer()) if conversation.mode == "staff" else plan


def _no_words(language: str, texts: Texts) -> Draft:
    questions = (suggestion[language] for suggestion in texts.suggestions)
    return Draft(
        "fallback", texts.line("no_words", language), buttons=tuple(Button(asked, asked) for asked in questions)
    )


def _unsupported(language: str, texts: Texts) -> Draft:
    both = "\n\n".join(texts.line("unsupported_language", spoken) for spoken in ("en", "th"))
    return _with_hotlines(both, language, texts)


def _with_hotlines(text: str, language: str, texts: Texts) -> Draft:
    return Draft("fallback", text, cards=texts.hotline_cards[language], sources=texts.hotline_sources[language])


def _spoken(languages: LanguageState) -> str:
    return languages.language or DEFAULT_LANGUAGE
