"""What people typed, without characters that turn around how the words beside them are shown."""

from __future__ import annotations

# The marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm. Right-to-left
# words need none of them; an override shows staff another sentence than the patient wrote.
_TURNING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def without_turns(text: str) -> str:
    """Return `text` without the control characters of writing direction.

    >>> without_turns("pay \\u202e001\\u202c dollars")
    'pay 001 dollars'
    """
    return text.translate(_TURNING)
