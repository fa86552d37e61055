"""The leak crawler: every address, walked as everybody, in search of words that must not be there."""
