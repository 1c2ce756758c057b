"""From prose to claims: a spaCy pipeline whose lexicon is data."""
