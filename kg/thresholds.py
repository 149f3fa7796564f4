"""Every threshold of linking and relating, each with its reason and the data it was set on."""

from __future__ import annotations
