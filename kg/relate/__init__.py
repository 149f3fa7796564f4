"""How claims stand to one another, each relation with its reason and the words it rests on."""

from kg.relate.relating import relate

__all__ = ["relate"]
