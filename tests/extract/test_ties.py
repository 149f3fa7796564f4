import pytest

from kg.extract.ties import gap, placed

CUES = [(0, 0), (5, 6), (20, 20)]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [((0, 0), (1, 1), 0), ((0, 2), (5, 6), 2), ((5, 6), (0, 2), 2), ((0, 5), (2, 3), 0)],
)
def test_words_between_spans(one, other, words):
    assert gap(one, other) == words


def test_where_candidates_stand():
    # of (8, 9): 7 words behind the first with one between, next to the second, 10 before the third
    assert placed((8, 9), CUES, (0, 1, 4, 8), 3) == [(4 + 2, 1), (4 + 1, 0), (3, 0)]


def test_a_crowd_is_counted_no_further_than_its_last_class():
    found = placed((100, 100), [(n, n) for n in range(9)], (0, 1), 3)
    assert [crowd for _, crowd in found] == [2, 2, 2, 2, 2, 2, 2, 1, 0]
