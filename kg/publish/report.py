"""What validation found, for the eye and for programs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it should be.

    Attributes:
        focus: IRI of the node.
        path: the property, with its prefix, or "" where the node as a whole is meant.
        message: what should hold.
        value: what was found, or "".
        document: file of the document the node belongs to, or "".
    """

    focus: str
    path: str
    message: str
    value: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What validation found.

    Attributes:
        findings: sorted by document, node, property and message.
        nodes: number of nodes that a shape was held against.
    """

    findings: tuple[Finding, ...]
    nodes: int

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def json(self) -> str:
        """The report as JSON, with a line break at its end."""
        findings = [asdict(finding) for finding in self.findings]
        told = {"conforms": self.conforms, "nodes": self.nodes, "findings": findings}
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"

    def table(self) -> str:
        """The report to be read: findings under the document they are in."""
        if self.conforms:
            return f"The graph conforms: {self.nodes:,} nodes checked, nothing found.\n"
        lines = [f"{len(self.findings):,} found in {self.nodes:,} nodes checked."]
        for document, findings in groupby(self.findings, key=lambda finding: finding.document):
            lines += ["", document or "(the graph as a whole)"]
            for finding in findings:
                lines.append(f"  {finding.message}")
                place = [finding.focus, finding.path, finding.value and f"found {finding.value}"]
                lines.append("    " + " · ".join(part for part in place if part))
        return "\n".join(lines) + "\n"
