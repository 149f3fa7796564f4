"""Every threshold of linking and relating, each with its reason and the data it was set on."""

from __future__ import annotations

from typing import Final

# --- load -------------------------------------------------------------------------------------
# Share of control characters above which a file is no text. Set on principle: prose has none,
# a listing with form feeds or escape codes stays under one in a hundred; images and archives
# decoded byte by byte have more than one in ten.
BINARY_CONTROL_SHARE: Final = 0.05
# Share of zero bytes at every second place above which text without a mark is UTF-16. Latin
# letters give 1.0; other UTF-8 or one-byte text gives 0.0.
UTF16_ZERO_SHARE: Final = 0.4
