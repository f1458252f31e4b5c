"""The front door: stores every message first, looks for danger, asks Rasa, delivers the answer."""
