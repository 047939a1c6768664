"""Analysis: questions asked of results, one file a question. An analysis knows no engine and no screen."""
