"""Where the classifier's words are, and the marks that come from a comment's outer form."""

from pathlib import Path

from chalicelib.adapters.classifiers import features

LEXICON = Path(features.__file__).with_name("lexicon.txt")
MARKS = {"subject", "question_mark", "exclamation", "shouted", "number", "no_words", "short", "long", "foreign"}
