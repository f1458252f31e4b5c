"""The records that people write: one class a `type:`, and what stands inside an organisation."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, StrictBool, StrictInt, root_validator, validator

from knowledge.authoring.fields import (
    AreaId,
    ArticleId,
    Day,
    Email,
    LanguageCode,
    LocationId,
    NeedId,
    OrganisationId,
    PartialDay,
    RecordId,
    Slug,
    SourceId,
    Url,
    Words,
    Year,
)
from knowledge.authoring.parts import (
    Accessibility,
    Contact,
    CostOption,
    Dated,
    Fact,
    Gap,
    Hours,
    Identifier,
    Part,
    Phone,
    Sourced,
    Text,
    Trust,
    Wordings,
    one_or_more_hours,
    within,
)

MAX_ANSWER = 600
LEAST_ASKS = {"th": 6, "en": 5, "my": 5}

Route = Literal["nationality", "rights", "hotline", "eligibility", "directory"]
Status = Literal["active", "inactive", "defunct", "temporarily closed"]
Kind = Literal["foundation", "government", "network", "association", "home", "cooperative", "company", "international"]


class Location(Sourced):
    """A place people can go to; of a confidential one neither address nor postal code is written down."""

    id: Slug
    name: Text | None
    address: Text | None
    city: Words | Text | None
    state_province: Words | Text | None
    postal_code: Words | None
    area: AreaId
    confidential: StrictBool = False
    accessibility: list[Accessibility] = Field(default_factory=list)

    @root_validator(skip_on_failure=True)
    def _address_or_secret(cls, values: dict[str, object]) -> dict[str, object]:
        if values["confidential"] and (values["address"] or values["postal_code"]):
            raise ValueError("is confidential: take address and postal_code out, name only the area")
        if not values["confidential"] and not values["address"]:
            raise ValueError("has no address: write one, or `confidential: true` when it must not be known")
        return values


class Service(Sourced):
    """What an organisation does for people."""

    id: Slug
    name: Text
    aliases: list[Words] = Field(default_factory=list)
    description: Text
    status: Status = "active"
    hotline: StrictBool = False
    online: StrictBool = False
    needs: list[NeedId] = Field(default_factory=list)
    areas: list[AreaId] = Field(default_factory=list)
    groups: list[Slug] = Field(default_factory=list)
    minimum_age: StrictInt | None
    maximum_age: StrictInt | None
    eligibility_description: Text | None
    application_process: Text | None
    fees_description: Text | None
    cost_options: list[CostOption] = Field(default_factory=list)
    languages: list[LanguageCode] = Field(default_factory=list)
    schedule: list[Hours] = Field(default_factory=list)
    phones: list[Phone] = Field(default_factory=list)
    contacts: list[Contact] = Field(default_factory=list)
    locations: list[LocationId] | None
    required_documents: list[Text] = Field(default_factory=list)
    url: Url | None
    facts: list[Fact] = Field(default_factory=list)
    gaps: list[Gap] = Field(default_factory=list)
    review_by: Day | None
    trust: Trust

    _schedule = validator("schedule", pre=True, allow_reuse=True)(one_or_more_hours)

    @validator("minimum_age", "maximum_age")
    def _a_human_age(cls, age: int | None) -> int | None:
        if age is not None and not 0 <= age <= 120:
            raise ValueError(f"{age} is no age: write years from 0 to 120")
        return age

    @root_validator(skip_on_failure=True)
    def _online_somewhere(cls, values: dict[str, object]) -> dict[str, object]:
        if values["online"] and not values["url"]:
            raise ValueError("is online but has no address there: write its `url:`, or take `online` out")
        return values

    @root_validator(skip_on_failure=True)
    def _ages_in_order(cls, values: dict[str, object]) -> dict[str, object]:
        youngest, oldest = values["minimum_age"], values["maximum_age"]
        if isinstance(youngest, int) and isinstance(oldest, int) and youngest > oldest:
            raise ValueError(f"minimum_age {youngest} is above maximum_age {oldest}: swap or mend them")
        return values


class Program(Dated):
    """A project or programme of an organisation."""

    id: Slug
    name: Text
    aliases: list[Words] = Field(default_factory=list)
    description: Text
    funders: list[OrganisationId] = Field(default_factory=list)
    facts: list[Fact] = Field(default_factory=list)
    gaps: list[Gap] = Field(default_factory=list)
    trust: Trust | None


class Member(Part):
    """An organisation in a network."""

    organisation: OrganisationId
    since: Year | None
    note: Words | Text | None


class Record(Part):
    """What stands at the top of a file; `owner` is the role that keeps it right."""

    id: Slug
    owner: Slug = Slug("editor")


class Source(Record):
    type: Literal["source"]
    title: Text
    publisher: Words | Text
    url: Url | None
    date: PartialDay | None
    licence: Words | None


class Need(Record):
    type: Literal["need"]
    name: Text
    description: Text | None
    keywords: Wordings
    parent: NeedId | None


class Area(Record):
    type: Literal["area"]
    level: Literal["country", "province", "district"]
    code: Words
    name: Text
    aliases: list[Words] = Field(default_factory=list)
    parent: AreaId | None
    postal_code: Words | None


class Organisation(Record, Dated):
    type: Literal["organisation", "network"]
    kind: Kind
    name: Text
    aliases: list[Words] = Field(default_factory=list)
    description: Text
    website: Url | None
    email: Email | None
    status: Status = "active"
    parent: OrganisationId | None
    areas: list[AreaId]
    needs: list[NeedId] = Field(default_factory=list)
    groups: list[Slug] = Field(default_factory=list)
    identifiers: list[Identifier] = Field(default_factory=list)
    phones: list[Phone] = Field(default_factory=list)
    contacts: list[Contact] = Field(default_factory=list)
    locations: list[Location] = Field(default_factory=list)
    services: list[Service] = Field(default_factory=list)
    programs: list[Program] = Field(default_factory=list)
    facts: list[Fact] = Field(default_factory=list)
    gaps: list[Gap] = Field(default_factory=list)
    members: list[Member] = Field(default_factory=list)
    trust: Trust

    @validator("members")
    def _only_networks_have_members(cls, members: list[Member], values: dict[str, object]) -> list[Member]:
        if members and values.get("kind") != "network":
            raise ValueError("only a network has members: write `kind: network`, or take members out")
        return members


class ServiceRecord(Record, Service):
    """A service in a file of its own, for an organisation that stands elsewhere."""

    type: Literal["service"]
    organisation: OrganisationId


class Dates(Part):
    """When something took place, as exactly as it is known."""

    start: PartialDay
    end: PartialDay | None


class Event(Record):
    type: Literal["event"]
    name: Text
    aliases: list[Words] = Field(default_factory=list)
    description: Text
    date: Dates
    place: Text | None
    area: AreaId | None
    organisers: list[OrganisationId] = Field(default_factory=list)
    facts: list[Fact] = Field(default_factory=list)
    gaps: list[Gap] = Field(default_factory=list)
    source: list[SourceId]
    checked: Day
    trust: Trust | None

    _source = validator("source", pre=True, allow_reuse=True)(
        lambda value: [value] if isinstance(value, str) else value
    )


class Law(Part):
    """A law or rule behind an answer."""

    name: Text
    source: SourceId


class Article(Record, Dated):
    """A question people ask and its answer; `parent` is the article that it tells more about."""

    type: Literal["article"]
    parent: ArticleId | None
    route: Route
    title: Text
    asks: Wordings
    answer: Text
    steps: list[Text] = Field(default_factory=list)
    papers: list[Text] = Field(default_factory=list)
    if_missing: Text | None
    office: Text | None
    law: list[Law] = Field(default_factory=list)
    gaps: list[Gap] = Field(default_factory=list)
    who_helps: list[RecordId] = Field(default_factory=list)
    needs: list[NeedId] = Field(default_factory=list)
    groups: list[Slug] = Field(default_factory=list)
    trust: Trust

    @validator("answer")
    def _short(cls, text: Text) -> Text:
        return within(text, MAX_ANSWER)

    @validator("asks")
    def _enough_asks(cls, asks: Wordings) -> Wordings:
        for language, texts in asks.__dict__.items():
            if len(texts) < LEAST_ASKS[language] and not (language == "my" and not texts):
                raise ValueError(f"{language} has {len(texts)} wordings: write at least {LEAST_ASKS[language]}")
        return asks


RECORD_TYPES: dict[str, type[Record]] = {
    "source": Source,
    "need": Need,
    "area": Area,
    "organisation": Organisation,
    "network": Organisation,
    "service": ServiceRecord,
    "event": Event,
    "article": Article,
}
