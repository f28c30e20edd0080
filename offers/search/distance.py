"""How far a mistyped word is from a real one."""


def edits(one: str, other: str, most: int) -> int:
    """Letters to add, drop, change or swap with the next to make one word of the other; ``most + 1`` where it is more.

    The distance of Damerau and Levenshtein with neighbouring letters swapped at most once (optimal string alignment).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, against in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
