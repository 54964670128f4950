"""
Train the embedded classifier, print how good it is, write its weights. The same data give the same files.

    python -m local.training --posts PATH/sentimex24_dev.tsv --comments data/comments [--only-measure] [--with-baseline]

Takes a few minutes on one core.
"""

import argparse
from pathlib import Path

from chalicelib.adapters.catalogue import shipped_catalogue
from chalicelib.domain.classification import CommentKind, Sentiment
from local.training.corpus import Row, groups, read_comments, read_posts
from local.training.department_report import BASELINE_INVERSE_PENALTY, learn_departments
from local.training.design import Design
from local.training.fitting import sharpness
from local.training.learning import Learner
from local.training.measures import Predictor, baseline
from local.training.report import across, show_confusion, show_f1, show_kinds, show_sources, show_worst, splits_of
from local.training.weights_file import write

SEEDS = (2024, 2025, 2026)
SENTIMENTS = tuple(map(str, Sentiment))
KINDS = tuple(map(str, CommentKind))


def main() -> None:
    """Learn both axes and the departments."""
    arguments = _arguments()
    posts = read_posts(arguments.posts)
    comments = read_comments(path for folder in arguments.comments for path in sorted(folder.glob("*.tsv")))
    rows = [*posts, *comments]
    print(f"{len(posts)} posts, {len(comments)} comments")
    design, grouped = Design([row.text for row in rows]), groups(rows)
    _measure_posts(design, posts, grouped[: len(posts)], with_baseline=arguments.with_baseline)
    sentiment = Learner(design, range(len(rows)), [row.sentiment for row in rows], SENTIMENTS)
    kind = Learner(design, range(len(posts), len(rows)), [row.kind for row in comments], KINDS)
    of_sentiment = sentiment.out_of_fold(splits_of(sentiment, grouped))
    of_kind = kind.out_of_fold(splits_of(kind, grouped[len(posts) :]))
    show_f1("sentiment, posts and comments", list(sentiment.labels), sentiment.named(of_sentiment), SENTIMENTS)
    show_confusion(list(sentiment.labels), sentiment.named(of_sentiment), SENTIMENTS)
    show_worst(rows, sentiment, of_sentiment)
    show_f1("kind, comments", list(kind.labels), kind.named(of_kind), KINDS)
    factor = sharpness(of_kind, list(kind.labels), KINDS)
    show_kinds(comments, kind, of_kind, factor, shipped_catalogue().confidence_bar)
    show_confusion(list(kind.labels), kind.named(of_kind), KINDS)
    show_worst(comments, kind, of_kind)
    if arguments.with_baseline:
        judge = baseline([row.text for row in comments], [row.kind for row in comments], BASELINE_INVERSE_PENALTY)
        found = across(judge, len(comments), splits_of(kind, grouped[len(posts) :]))
        show_f1("  baseline, kind", list(kind.labels), found, KINDS)
    learn_departments(
        comments,
        grouped[len(posts) :],
        shipped_catalogue(),
        with_baseline=arguments.with_baseline,
        only_measure=arguments.only_measure,
    )
    if not arguments.only_measure:
        write([kind.axis(of_kind), sentiment.axis(of_sentiment)])


def _measure_posts(design: Design, posts: list[Row], grouped: list[int], *, with_baseline: bool) -> None:
    """Measure feeling on the posts alone, as everybody measures it, in and across networks."""
    labels = [row.sentiment for row in posts]
    learner = Learner(design, range(len(posts)), labels, SENTIMENTS)
    judges: dict[str, Predictor] = {"posts": learner.predicted}
    if with_baseline:
        texts = [row.text for row in posts]
        judges["  baseline"] = baseline(texts, labels, BASELINE_INVERSE_PENALTY)
        judges["  baseline, classes alike"] = baseline(texts, labels, BASELINE_INVERSE_PENALTY, balanced=True)
    for name, judge in judges.items():
        for seed in SEEDS:
            found = across(judge, len(posts), splits_of(learner, grouped, seed))
            show_f1(f"{name}, five folds, seed {seed}", labels, found, SENTIMENTS)
        show_sources(f"{name}, one network left out", posts, grouped, judge, SENTIMENTS)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local.training")
    parser.add_argument("--posts", type=Path, required=True, help="posts with their feeling: platform, text, sentiment")
    parser.add_argument("--comments", type=Path, nargs="+", required=True, help="folders of labelled comments")
    parser.add_argument("--only-measure", action="store_true", help="write nothing")
    parser.add_argument("--with-baseline", action="store_true", help="measure TF-IDF with logistic regression too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
