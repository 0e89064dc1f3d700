"""Near names: which known name did the author probably mean?

Only spelling is looked at. Which names are candidates is the caller's knowledge.
"""

from collections.abc import Iterable

_SEPARATORS = str.maketrans("_. /:", "-----")


def near(name: str, candidates: Iterable[str]) -> str | None:
    """Give the candidate that is spelled most like `name`, or None where none comes close.

    Case and the kind of separator do not count. One slip in three characters is still near; of two
    candidates equally near, the one that shares the longer beginning wins, then the one named first.
    """
    wanted = _folded(name)
    letters = set(wanted)
    best: str | None = None
    best_slips = max(len(wanted) // 3, 1) if len(wanted) > 1 else 0
    best_shared = -1
    for candidate in candidates:
        known = _folded(candidate)
        if candidate == name or not known or abs(len(known) - len(wanted)) > best_slips:
            continue
        if len(letters.difference(known)) > best_slips:  # each of these is a slip: no need to count the rest
            continue
        slips = _slips(wanted, known, best_slips)
        if slips > best_slips:
            continue
        shared = _shared_beginning(wanted, known)
        if slips < best_slips or shared > best_shared:
            best, best_slips, best_shared = candidate, slips, shared
    return best


def _folded(name: str) -> str:
    return name.casefold().translate(_SEPARATORS)


def _shared_beginning(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _slips(one: str, other: str, limit: int) -> int:
    """Count the slips between two words: a letter added, left out, changed, or two neighbours swapped.

    This is the restricted Damerau-Levenshtein distance; it gives up with `limit + 1` once it must exceed it.
    Only the part between a common beginning and a common end is looked at, and only the cells near the
    diagonal, since models have thousands of names that look alike.
    """
    start = _shared_beginning(one, other)
    one, other = one[start:], other[start:]
    end = _shared_beginning(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    far = limit + 1
    before: list[int] = []
    previous = [min(j, far) for j in range(len(other) + 1)]
    for i, left in enumerate(one, 1):
        current = [min(i, far), *([far] * len(other))]
        for j in range(max(1, i - limit), min(len(other), i + limit) + 1):
            right = other[j - 1]
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            current[j] = cost
        if min(current) > limit:
            return far
        before, previous = previous, current
    return min(previous[-1], far)
