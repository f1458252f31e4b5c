"""What the directory answers, and that it is HSDS."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from tests.gateway.directory.conftest import HIDDEN
from tests.gateway.directory.hsds_schemas import problems

KINDS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("query", ["", "?full=true", "?full_service=true"])
async def test_lists_and_records_are_hsds(ask: Any, name: str, query: str) -> None:
    page = await ask(f"/{name}{query}")
    assert problems("page", page) == []
    assert page["contents"]
    for item in page["contents"]:
        assert problems(KINDS[name], item) == []
        assert problems(KINDS[name], await ask(f"/{name}/{item['id']}{query}")) == []


def test_the_rules_refuse_what_is_wrong() -> None:
    assert problems("service", {"id": "x", "name": "y", "status": "open"})
    assert problems("organization", {"id": "x", "name": None, "description": "", "website": "no address"})
    assert problems("phone", {"id": "54a8942c-f150-52bb-bec3-948618546063", "number": "1300", "extension": "12"})


async def test_about_and_description(ask: Any) -> None:
    about = await ask("/")
    assert problems("about", about) == []
    assert about["version"].startswith("3.1")
    assert about["openapi_url"].endswith("/directory/openapi.json")
    described = await ask("/openapi.json")
    assert described["openapi"] == "3.1.0"
    assert set(described["paths"]) == {"/", *(f"/{name}" for name in KINDS), *(f"/{name}/{{id}}" for name in KINDS)}
    link = described["paths"]["/service_at_locations/{id}"]["get"]["responses"]["200"]
    assert link["content"]["application/json"]["schema"]["$ref"].endswith("compiled/service_at_location.json")
    for path in described["paths"].values():
        for parameter in path["get"].get("parameters", []):
            assert parameter["$ref"].rpartition("/")[2] in described["components"]["parameters"]


async def test_a_secret_place_has_area_and_phone_and_no_address(ask: Any, row_of: Callable[..., str]) -> None:
    organization = await ask(f"/organizations/{row_of('organization', 'quiet-house')}?full_service=true")
    _, place = organization["locations"]
    assert set(place) == {"id", "location_type", "organization_id", "x_confidential", "x_area", "x_area_name"}
    assert place["x_area_name"]["en"] == "Mae Sai"
    assert [phone["number"] for phone in organization["phones"]] == ["053 111 222", "053 555 666"]
    assert [phone["x_check_first"] for phone in organization["phones"]] == [False, True]
    for name in KINDS:
        text = json.dumps(await ask(f"/{name}?full_service=true"), ensure_ascii=False)
        assert not [hidden for hidden in HIDDEN if hidden in text]


async def test_texts_addresses_and_empty_fields(ask: Any, row_of: Callable[..., str]) -> None:
    organization = await ask(f"/organizations/{row_of('organization', 'quiet-house')}")
    assert organization["x_translations"]["my"]["name"] == "တိတ်ဆိတ်အိမ်"
    assert organization["website"].isascii()
    assert "null" not in json.dumps(organization)
    service = await ask(f"/services/{row_of('service', 'candle-house-grant')}")
    assert service["schedules"][0]["opens_at"] == "00:00+07:00"
    assert service["service_at_locations"][0]["location"]["addresses"][0]["postal_code"] == "57130"
    assert service["x_sources"][0]["title"]["en"] == "Candle House leaflet"


async def test_details_are_told(ask: Any, row_of: Callable[..., str]) -> None:
    organization = await ask(f"/organizations/{row_of('organization', 'quiet-house')}?full_service=true")
    (contact,), (identifier,) = organization["contacts"], organization["organization_identifiers"]
    assert (contact["email"], contact["x_translations"]["en"]["department"]) == ("intake@example.org", "Intake")
    assert [phone["number"] for phone in contact["phones"]] == ["053 777 888"]
    assert (identifier["identifier"], identifier["x_checked"]) == ("12/2560", "2026-11-20")
    assert organization["locations"][0]["accessibility"][0]["description"] == "มีทางลาด"
    (service,) = organization["services"]
    (cost,) = service["cost_options"]
    assert (cost["amount"], cost["currency"], cost["valid_from"]) == (0, "THB", "2025-01-01")
    (check,) = service["metadata"]
    assert (check["field_name"], check["replacement_value"], check["updated_by"]) == (
        "assured_date",
        service["assured_date"],
        "editor",
    )


async def test_a_hotline_is_at_a_virtual_place(ask: Any) -> None:
    (link,) = (await ask("/service_at_locations?search=lamp"))["contents"]
    assert link["service"]["x_hotline"]
    assert (link["location"]["location_type"], link["location"]["name"]) == ("virtual", "สายด่วนตะเกียง")
    one = await ask(f"/service_at_locations/{link['id']}")
    assert "addresses" not in one["location"]
    # The openapi.json of the specification names the schema of a service for this address.
    assert problems("service", {**one["service"], **{name: one[name] for name in ("id", "name", "status")}}) == []


async def slugs(ask: Any, path: str) -> list[str]:
    return [item.get("x_slug") or item["service"]["x_slug"] for item in (await ask(path))["contents"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["candle-house-grant", "hotline-9999", "quiet-house-stay"]),
        ("search=ทุน", ["candle-house-grant"]),
        ("search=SAFE+stay", ["quiet-house-stay"]),
        ("search=safe+lamp", []),
        ("search=100%25", ["quiet-house-stay"]),
        ("search=_%25", []),
        ("search='+OR+1=1--", []),
        ("search=%00%20", ["candle-house-grant", "hotline-9999", "quiet-house-stay"]),
        ("minimum_age=15", ["candle-house-grant", "hotline-9999"]),
        ("maximum_age=5", ["hotline-9999", "quiet-house-stay"]),
        ("minimum_age=13&maximum_age=17&search=grant", ["candle-house-grant"]),
        ("modified_after=2026-11-20T20:00:00Z", []),
        ("modified_after=2026-11-20T17:00:00.000Z", ["candle-house-grant", "hotline-9999"]),
        ("modified_after=2026-11-21T00:00:00+07:00", ["candle-house-grant", "hotline-9999"]),
        ("modified_after=2026-11-19", ["candle-house-grant", "hotline-9999", "quiet-house-stay"]),
        ("organization_id=00000000-0000-0000-0000-000000000000", []),
        ("per_page=1&page=2", ["hotline-9999"]),
        ("per_page=2&page=9", []),
    ],
)
async def test_services_are_narrowed(ask: Any, query: str, expected: list[str]) -> None:
    assert await slugs(ask, f"/services?{query}") == expected


async def test_terms_and_organisations_narrow(ask: Any, row_of: Callable[..., str]) -> None:
    term, taxonomy = row_of("taxonomy_term", "need-school"), row_of("taxonomy", "needs")
    house = row_of("organization", "candle-house")
    assert await slugs(ask, f"/services?taxonomy_term_id={term}") == ["candle-house-grant", "quiet-house-stay"]
    assert await slugs(ask, f"/services?taxonomy_id={taxonomy}&organization_id={house}") == ["candle-house-grant"]
    assert await slugs(ask, f"/organizations?taxonomy_term_id={term}") == ["candle-house", "quiet-house"]
    assert (await ask(f"/taxonomy_terms?taxonomy_id={taxonomy}&top_only=true"))["total_items"] == 1
    assert (await ask(f"/taxonomy_terms?parent_id={term}"))["empty"] is True


async def test_postcodes(ask: Any) -> None:
    everywhere = ["hotline-9999"]
    near = ["candle-house-grant", *everywhere, "quiet-house-stay"]
    assert await slugs(ask, "/service_at_locations?postcode=57130") == near
    assert await slugs(ask, "/service_at_locations?postcode=57130&proximity=500&maximum_age=3") == ["quiet-house-stay"]
    assert await slugs(ask, "/service_at_locations?postcode=10200") == everywhere


async def test_pages(ask: Any) -> None:
    page = await ask("/services?per_page=2&page=2")
    del page["contents"]
    assert page == {
        "total_items": 3, "total_pages": 2, "page_number": 2, "size": 1,
        "first_page": False, "last_page": True, "empty": False,
    }  # fmt: skip
    minimal = await ask("/services?minimal=true")
    assert all(set(item) == {"id", "last_modified"} for item in minimal["contents"])


async def test_ndjson_has_all_records_a_line_each(
    client: TestClient[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.hsds.resources.BATCH", 2)
    async with client.get("/directory/services?format=ndjson&full=true&per_page=1") as response:
        assert response.content_type == "application/x-ndjson"
        lines = (await response.text()).splitlines()
    items = [json.loads(line) for line in lines]
    assert len({item["id"] for item in items}) == 3
    assert [problems("service", item) for item in items] == [[], [], []]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/services/none", 404, "unknown_id"),
        ("/services/00000000-0000-0000-0000-000000000000", 404, "unknown_id"),
        ("/organizations/%00", 404, "unknown_id"),
        ("/nothing", 404, "not_found"),
        ("/services?per_page=0", 400, "not_whole"),
        ("/services?per_page=501", 400, "not_whole"),
        ("/services?page=-1", 400, "not_whole"),
        ("/services?page=๒", 400, "not_whole"),
        ("/services?page=0", 400, "not_whole"),
        ("/services?page=1000000000000", 400, "not_whole"),
        ("/services?page=1.5", 400, "not_whole"),
        ("/services?per_page=10000", 400, "not_whole"),
        ("/services?page=1&page=2", 400, "repeated"),
        ("/services?search=a&search=b", 400, "repeated"),
        ("/services?full=maybe", 400, "not_boolean"),
        ("/services?format=xml", 400, "not_format"),
        ("/services?taxonomy_term_id=school", 400, "not_uuid"),
        ("/services?taxonomy_id=%00", 400, "not_uuid"),
        ("/services?organization_id='+OR+1=1--", 400, "not_uuid"),
        ("/taxonomy_terms?parent_id=00000000000000000000000000000000", 400, "not_uuid"),
        ("/taxonomy_terms?top_only=2", 400, "not_boolean"),
        ("/organizations?full_service=%22", 400, "not_boolean"),
        ("/services?modified_after=2026-13-01", 400, "not_time"),
        ("/services?modified_after=0001-01-01T00:00:00%2B23:00", 400, "not_time"),
        ("/services?maximum_age=-1", 400, "not_number"),
        ("/services?maximum_age=1e9", 400, "not_number"),
        ("/service_at_locations?postcode=57130&proximity=-5", 400, "not_number"),
        ("/service_at_locations?postcode=๕๗๑๓๐", 400, "not_postcode"),
        ("/services?modified_after=yesterday", 400, "not_time"),
        ("/services?minimum_age=nan", 400, "not_number"),
        ("/services?minimum_age=9&maximum_age=3", 400, "ages_reversed"),
        ("/service_at_locations?postcode=5713", 400, "not_postcode"),
        ("/service_at_locations?proximity=100", 400, "no_postcode"),
        ("/services?search=" + "ก" * 201, 400, "search_too_long"),
    ],
)
async def test_refusals(ask: Any, path: str, status: int, code: str) -> None:
    error = (await ask(path, status))["error"]
    assert error["code"] == code
    assert "{" not in error["message"]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("query", ["search=%ff%fe", "search=%ed%a0%80", "search=%00", "q=1&%00=%ff", "page=&full="])
async def test_odd_queries_get_a_page(ask: Any, name: str, query: str) -> None:
    """Bytes that are no text, empty values, and parameters that nobody knows, which are passed over."""
    assert problems("page", await ask(f"/{name}?{query}")) == []


async def test_read_only_and_open_to_browsers(client: TestClient[Any, Any]) -> None:
    for method in ("POST", "PUT", "DELETE"):
        async with client.request(method, "/directory/services") as response:
            assert response.status == 405
            assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
            assert (await response.json())["error"]["code"] == "wrong_method"
    async with client.options("/directory/services") as response:
        assert response.status == 204
        assert "GET" in response.headers["Access-Control-Allow-Methods"]
    for path in ("services", "services?format=ndjson", "openapi.json", ""):
        async with client.head(f"/directory/{path}") as response:
            assert response.status == 200
            assert response.headers["ETag"] and response.headers["Access-Control-Allow-Origin"] == "*"
            assert await response.read() == b""


async def test_what_did_not_change_is_not_sent_again(client: TestClient[Any, Any], knowledge_url: str) -> None:
    async with client.get("/directory/services") as response:
        etag = response.headers["ETag"]
        assert "max-age" in response.headers["Cache-Control"]
    for path in ("/directory/services", "/directory/services?full=true"):
        for method in ("GET", "HEAD"):
            async with client.request(method, path, headers={"If-None-Match": etag}) as response:
                assert response.status == (304 if path.endswith("services") else 200)
                assert response.headers["Access-Control-Allow-Origin"] == "*"
    lines = "/directory/services?format=ndjson"
    async with client.get(lines, headers={"If-None-Match": "*"}) as response:
        assert (response.status, await response.read()) == (304, b"")


async def test_without_content_it_says_so(client: TestClient[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.directory.reading.version_of", lambda connection: None)
    async with client.get("/directory/services") as response:
        assert response.status == 503
        assert response.headers["Retry-After"] == "60"
        assert (await response.json())["error"]["code"] == "unavailable"
