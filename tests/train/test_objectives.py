"""The chain of roles against sums over all sequences, written out."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

torch = pytest.importorskip("torch", reason="the extra 'train' is not installed")

from kg.train.objectives import likelihood, marginals, partition  # noqa: E402

LABELS, WORDS = 3, 4


@pytest.fixture
def chain() -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(3)
    return torch.randn(LABELS, LABELS), torch.randn(LABELS)


@pytest.fixture
def emissions() -> torch.Tensor:
    torch.manual_seed(4)
    return torch.randn(2, WORDS, LABELS)


def scored(
    row: torch.Tensor, labels: tuple[int, ...], chain: tuple[torch.Tensor, torch.Tensor]
) -> torch.Tensor:
    steps, starts = chain
    total = starts[labels[0]] + sum(row[at, label] for at, label in enumerate(labels))
    return total + sum(steps[a, b] for a, b in pairwise(labels))


def test_likelihood_is_that_of_one_sequence_among_all(emissions, chain) -> None:  # type: ignore[no-untyped-def]
    labels = (2, 0, 1, 1)
    every = [scored(emissions[0], each, chain) for each in product(range(LABELS), repeat=WORDS)]
    expected = torch.logsumexp(torch.stack(every), 0) - scored(emissions[0], labels, chain)
    found = likelihood(emissions[:1], torch.tensor([labels]), torch.tensor([WORDS]), chain)
    assert torch.allclose(found[0], expected, atol=1e-5)


def test_marginals_are_sums_over_the_sequences_with_that_label(emissions, chain) -> None:  # type: ignore[no-untyped-def]
    expected = torch.zeros(WORDS, LABELS)
    for labels in product(range(LABELS), repeat=WORDS):
        for at, label in enumerate(labels):
            expected[at, label] += scored(emissions[1], labels, chain).exp()
    found = marginals(emissions, torch.tensor([WORDS, WORDS]), chain)[1]
    assert torch.allclose(found, expected / expected.sum(1, keepdim=True), atol=1e-5)


def test_what_lies_behind_the_end_counts_for_nothing(emissions, chain) -> None:  # type: ignore[no-untyped-def]
    lengths = torch.tensor([2, WORDS])
    found = marginals(emissions, lengths, chain)
    assert found[0, 2:].abs().sum() == 0
    assert torch.allclose(found[0, :2].sum(-1), torch.ones(2))
    short = partition(emissions[:1, :2], torch.tensor([2]), chain)
    assert torch.allclose(partition(emissions, lengths, chain)[:1], short)


def test_a_learner_is_told_by_marginals(emissions, chain) -> None:  # type: ignore[no-untyped-def]
    wanted = torch.tensor([[0.0, 1.0, 0.0]] * WORDS)
    learner = emissions[:1].clone().requires_grad_()
    found = marginals(learner, torch.tensor([WORDS]), chain)
    (-(wanted * found.log()).sum()).backward()
    nearer = (learner - 0.1 * learner.grad).detach()
    after = marginals(nearer, torch.tensor([WORDS]), chain)
    assert (after[0, :, 1] > found[0, :, 1]).all()
