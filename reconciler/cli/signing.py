"""Who signs snapshots and who checks them: Ed25519, so that whoever checks holds no secret at all."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reconciler.cli.settings import Environment
from reconciler.errors import SettingsError
from reconciler.text import Text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PRIVATE_KEY, PUBLIC_KEY = "RECONCILER_SNAPSHOT_KEY", "RECONCILER_SNAPSHOT_PUBLIC_KEY"

_HOW = Text(
    "密钥这样生成：openssl genpkey -algorithm ed25519 -out snapshot.pem；"
    "公钥：openssl pkey -in snapshot.pem -pubout。把文件的全文设到变量里。见 docs/snapshot.md。",
    "Make the key with openssl genpkey -algorithm ed25519 -out snapshot.pem, its public half with openssl pkey -in "
    "snapshot.pem -pubout, and set the variables to the whole text of the files. See docs/snapshot.md.",
)


@dataclass(frozen=True, slots=True)
class SnapshotSigner:
    """The private key of the environment."""

    key: str
    _private: "Ed25519PrivateKey"

    def sign(self, payload: bytes) -> bytes:
        """The signature, 64 bytes; the same for the same payload."""
        return self._private.sign(payload)


@dataclass(frozen=True, slots=True)
class SnapshotVerifier:
    """The public key of the environment."""

    key: str
    _public: "Ed25519PublicKey"

    def holds(self, payload: bytes, signature: bytes) -> bool:
        """Whether the private half signed this."""
        from cryptography.exceptions import InvalidSignature

        try:
            self._public.verify(signature, payload)
        except InvalidSignature:
            return False
        return True


def snapshot_signer(environment: Environment) -> SnapshotSigner:
    """Raises: SettingsError if the private key is not set, or is none; its words are not repeated."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        private = load_pem_private_key(environment.secret(PRIVATE_KEY, _HOW).encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        private = None
    if not isinstance(private, Ed25519PrivateKey):
        raise _no_key(PRIVATE_KEY) from None
    return SnapshotSigner(_name(private.public_key()), private)


def snapshot_verifier(environment: Environment) -> SnapshotVerifier:
    """Raises: SettingsError if the public key is not set, or is none."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        public = load_pem_public_key(environment.secret(PUBLIC_KEY, _HOW).encode())
    except (ValueError, UnsupportedAlgorithm):
        public = None
    if not isinstance(public, Ed25519PublicKey):
        raise _no_key(PUBLIC_KEY) from None
    return SnapshotVerifier(_name(public), public)


def _name(public: "Ed25519PublicKey") -> str:
    return hashlib.sha256(public.public_bytes_raw()).hexdigest()[:16]


def _no_key(name: str) -> SettingsError:
    return SettingsError(
        Text(f"环境变量 {name} 里不是可用的 Ed25519 密钥。", f"The environment variable {name} holds no Ed25519 key."),
        _HOW,
    )
