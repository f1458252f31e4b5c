"""Measurements that print tables; nothing here is asserted in tests."""
