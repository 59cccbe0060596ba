"""Keys for snapshots, always the same ones: never used outside of tests."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from reconciler.cli.settings import Environment
from reconciler.cli.signing import (
    PRIVATE_KEY,
    PUBLIC_KEY,
    SnapshotSigner,
    SnapshotVerifier,
    snapshot_signer,
    snapshot_verifier,
)


def keys(seed: int = 1) -> dict[str, str]:
    """Both halves, as the environment gives them."""
    private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    public = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    secret = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return {PRIVATE_KEY: secret.decode(), PUBLIC_KEY: public.decode()}


def signer(seed: int = 1) -> SnapshotSigner:
    """Who signs."""
    return snapshot_signer(Environment(keys(seed)))


def verifier(seed: int = 1) -> SnapshotVerifier:
    """Who checks."""
    return snapshot_verifier(Environment(keys(seed)))
