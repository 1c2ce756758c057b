"""Fuzzing of the readers and the extractor, guided by coverage (`make fuzz`); no part of the tests."""
