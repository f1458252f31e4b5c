"""openapi.json: the texts and types of openapi.yml with this directory's own address and lists filled in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from gateway.directory.parameters import MOST_PER_PAGE, PER_PAGE

Json = dict[str, Any]

# https://github.com/openreferral/specification: what the objects are checked against.
SCHEMAS = "https://raw.githubusercontent.com/openreferral/specification/3.1/schema"


@cache
def _template() -> Json:
    text = files("gateway.directory").joinpath("openapi.yml").read_text(encoding="utf-8")
    template: Json = yaml.safe_load(text)
    return template


def describe(base: str) -> Json:
    """The OpenAPI 3.1 description of the directory at the address `base`."""
    template = _template()
    paths: Json = {"/": {"get": {**template["about"], "responses": _responses(template, template["about_schema"])}}}
    for name, described in template["lists"].items():
        paths[f"/{name}"] = {"get": _list_operation(template, described)}
        paths[f"/{name}/{{id}}"] = {
            "parameters": [template["id_parameter"]],
            "get": _one_operation(template, described),
        }
    parameters = {name: _parameter(name, fields) for name, fields in template["parameters"].items()}
    parameters["per_page"]["schema"].update(maximum=MOST_PER_PAGE, default=PER_PAGE)
    return {
        "openapi": "3.1.0",
        "info": template["info"],
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{"url": base}],
        "tags": template["tags"],
        "paths": paths,
        "components": {"schemas": template["schemas"], "parameters": parameters},
    }


def _list_operation(template: Json, described: Json) -> Json:
    item = {"$ref": f"{SCHEMAS}/{described['list_schema']}"}
    page = {
        "allOf": [{"$ref": "#/components/schemas/Page"}],
        "properties": {"contents": {"type": "array", "items": item}},
    }
    return {
        "operationId": described["list_operation"],
        "summary": described["list_summary"],
        "tags": [described["tag"]],
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in described["parameters"]],
        "responses": _responses(template, page),
    }


def _one_operation(template: Json, described: Json) -> Json:
    parameters = [{"$ref": f"#/components/parameters/{name}"} for name in described.get("one_parameters", [])]
    return {
        "operationId": described["one_operation"],
        "summary": described["one_summary"],
        **({"description": described["one_description"]} if "one_description" in described else {}),
        "tags": [described["tag"]],
        **({"parameters": parameters} if parameters else {}),
        "responses": {**_responses(template, {"$ref": f"{SCHEMAS}/{described['one_schema']}"}), **template["missing"]},
    }


def _responses(template: Json, schema: Json) -> Json:
    fine = {"description": template["fine"], "content": {"application/json": {"schema": schema}}}
    return {"200": fine, **template["errors"]}


def _parameter(name: str, fields: Json) -> Json:
    schema = dict(fields["schema"])
    return {"name": name, "in": "query", "required": False, "description": fields["description"], "schema": schema}
