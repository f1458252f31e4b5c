"""What the application carries, by typed key."""

from __future__ import annotations

from aiohttp import web

from gateway.erasure import Eraser
from gateway.events import Hub
from gateway.pages import Pages
from gateway.rasa import Rasa
from gateway.settings import Settings
from gateway.store import Store
from gateway.texts import Texts
from gateway.turns import Turns

ERASER = web.AppKey("eraser", Eraser)
HUB = web.AppKey("hub", Hub)
PAGES = web.AppKey("pages", Pages)
RASA = web.AppKey("rasa", Rasa)
SETTINGS = web.AppKey("settings", Settings)
STORE = web.AppKey("store", Store)
TEXTS = web.AppKey("texts", Texts)
TURNS = web.AppKey("turns", Turns)

# What a request gave as it is, for the language of an error.
ASKED_CONVERSATION = web.RequestKey("asked_conversation", object)
ASKED_LANGUAGE = web.RequestKey("asked_language", object)
