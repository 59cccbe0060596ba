"""What hurts users of other tools of this kind has a test named after its thread, or a line in the threat model."""

import re

import pytest

from tests.architecture.sources import ROOT

# One thread for each complaint, in the order in which the field told them.
THREADS = (
    "kubernetes/org#4365",
    "open-telemetry/community#2356",
    "argoproj/argo-cd#18480",
    "github-community-projects/safe-settings#339",
    "fleetdm/fleet#32938",
    "rust-lang/sync-team#116",
    "github-community-projects/safe-settings#245",
    "runatlantis/atlantis#4932",
    "kubernetes/k8s.io#1091",
    "kubernetes/k8s.io#2772",
    "ministryofjustice/modernisation-platform#559",
    "hashicorp/terraform-provider-azuread#862",
    "gitlabform/gitlabform#101",
    "runatlantis/atlantis#2084",
    "dflook/terraform-github-actions#166",
    "abcxyz/guardian#416",
    "runatlantis/atlantis#1393",
    "diggerhq/digger#2454",
    "diggerhq/digger#2677",
    "octodns/octodns#808",
    "pablovarela/terraform-provider-slack#91",
    "kubernetes/test-infra#22723",
    "rust-lang/team#1866",
    "eclipse-csi/otterdog#420",
    "github/entitlements-app#14",
    "Micro-sheep/wechat_work#3",
)
TESTS = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")))
THREATS = (ROOT / "docs" / "threat-model.md").read_text("utf-8")


@pytest.mark.parametrize("thread", THREADS)
def test_a_complaint_has_a_test_of_its_name_or_a_line_why_it_cannot_arise(thread: str) -> None:
    name = re.sub(r"\W+", "_", thread).lower()

    assert f"def test_{name}_" in TESTS or thread in THREATS


def test_there_are_twenty_six() -> None:
    assert len(set(THREADS)) == 26
