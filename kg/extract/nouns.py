"""Common nouns by what they say of a name: role, company, product, title, and so on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from kg.extract.lexicon import lexicon

Gender = Literal["male", "female"]
NounClass = Literal["role", "company", "institution", "product", "place"]

_PERSON_ENDINGS: Final = ("ologist", "ographer", "woman", "person", "eer", "icist", "onomist")


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """The noun lists of `lexicons/nouns.toml` as sets of lower-case words."""

    titles: dict[str, Gender | None]
    modifying_titles: frozenset[str]
    gender: dict[str, Gender]
    role: frozenset[str]
    spoke: frozenset[str]
    generic_company: frozenset[str]
    company: frozenset[str]
    institution: frozenset[str]
    mass: frozenset[str]
    synonyms: dict[str, frozenset[str]]
    product: frozenset[str]
    platform: frozenset[str]
    document: frozenset[str]
    study: frozenset[str]
    authors: frozenset[str]
    group: frozenset[str]
    place: frozenset[str]
    suffix: frozenset[str]
    linked: frozenset[str]
    maker: frozenset[str]
    made: frozenset[str]
    founded: dict[str, str]
    common: frozenset[str]
    calendar: frozenset[str]
    quantifier: frozenset[str]
    owned: frozenset[str]
    staffed: frozenset[str]
    plural: dict[str, frozenset[str]]

    def of(self, noun: str) -> NounClass | None:
        """What a noun says of the name beside it; the last word of 'ferry operator' decides."""
        word = noun.casefold()
        last = word.rsplit("-", 1)[-1]
        for candidate in dict.fromkeys((word, last)):
            if candidate in self.role or candidate in self.spoke:
                return "role"
            if candidate in self.product:
                return "product"
            if candidate in self.company:
                return "company"
            if candidate in self.institution:
                return "institution"
            if candidate in self.place:
                return "place"
        return "role" if word.endswith(_PERSON_ENDINGS) else None

    def same(self, noun: str, other: str) -> bool:
        """Whether a definite noun ('the union') can take up what was called by the other."""
        return noun == other or other in self.synonyms.get(noun, frozenset())


@cache
def nouns() -> Nouns:
    """The noun lists, read once."""
    table = lexicon("nouns")

    def words(*path: str) -> frozenset[str]:
        at = table
        for part in path:
            at = at[part]
        return frozenset(at["words"])

    titles: dict[str, Gender | None] = dict.fromkeys(sorted(words("titles", "either")), None)
    titles |= dict.fromkeys(sorted(words("titles", "male")), "male")
    titles |= dict.fromkeys(sorted(words("titles", "female")), "female")
    gender: dict[str, Gender] = dict.fromkeys(sorted(words("gender", "male")), "male")
    gender |= dict.fromkeys(sorted(words("gender", "female")), "female")
    generic = words("company", "generic")
    return Nouns(
        titles=titles,
        modifying_titles=words("titles", "alone"),
        gender=gender,
        role=words("role"),
        spoke=words("spoke"),
        generic_company=generic,
        company=generic | words("company", "special"),
        institution=words("institution"),
        mass=words("mass"),
        synonyms={k: frozenset(v) for k, v in table["synonyms"].items() if k != "reason"},
        product=words("product"),
        platform=words("platform"),
        document=words("document"),
        study=words("study"),
        authors=words("authors"),
        group=words("group"),
        place=words("place"),
        suffix=words("suffix"),
        linked=words("linked"),
        maker=words("maker"),
        made=words("made"),
        founded={k: v for k, v in table["founded"].items() if k != "reason"},
        common=words("acronym"),
        calendar=words("calendar"),
        quantifier=words("quantifier"),
        owned=words("owned"),
        staffed=words("staffed"),
        plural={kind: words("plural", kind) for kind in table["plural"]},
    )
