"""Word tables that speakers may correct: data only, one list of words a key."""
