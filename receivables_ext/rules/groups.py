"""Which items are tied together by pairs."""

from collections import defaultdict
from collections.abc import Iterable


def connected(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Group the ids that ``pairs`` tie together, directly or through others.

    >>> connected([(1, 9), (2, 9), (3, 8)])
    [[9, 1, 2], [8, 3]]
    """
    leader: dict[int, int] = {}

    def find(item: int) -> int:
        while leader.setdefault(item, item) != item:
            leader[item] = item = leader[leader[item]]
        return item

    for left, right in pairs:
        leader[find(left)] = find(right)
    groups = defaultdict(list)
    for item in leader:
        groups[find(item)].append(item)
    return list(groups.values())
