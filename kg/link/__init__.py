"""What single documents say, linked over all of them: actors, products, concerns, claims."""

from kg.link.concerns import Concept, Scheme, scheme, shipped
from kg.link.encoder import Encoder, encoder
from kg.link.linking import link

__all__ = ["Concept", "Encoder", "Scheme", "encoder", "link", "scheme", "shipped"]
