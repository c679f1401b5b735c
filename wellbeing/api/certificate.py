"""The hub's own certificate: made at set-up, known to devices by its fingerprint, to nobody by an authority."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from wellbeing.files.hub import keep
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

if TYPE_CHECKING:
    from cryptography.x509 import GeneralName

LASTS = timedelta(days=3650)
"""Devices know it by its fingerprint, so that a new one means pairing all of them again."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where certificate and key lie."""

    certificate: Path
    key: Path


def make(files: Files, names: Sequence[str], now: datetime) -> bytes:
    """Make a certificate with its key (0600); its SHA-256.

    ECDSA on P-256: a tenth of the work of RSA at each new connection, and every phone can verify it.

    Args:
        files: where they are put.
        names: host names and addresses by which the hub is reached; the first one is its subject.
        now: from when it is good.

    Raises:
        KnownError: they cannot be written.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0][:64])])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LASTS)
        .add_extension(
            x509.SubjectAlternativeName([_name(one) for one in dict.fromkeys(names)]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    keep(files.key, private)
    keep(files.certificate, made.public_bytes(serialization.Encoding.PEM))
    return sha256(made.public_bytes(serialization.Encoding.DER)).digest()


def fingerprint(file: Path) -> bytes:
    """SHA-256 of a certificate.

    Raises:
        KnownError: it is not there, or none.
    """
    try:
        return sha256(ssl.PEM_cert_to_DER_cert(file.read_text("ascii"))).digest()
    except (OSError, ValueError) as error:
        raise KnownError(
            Sentence("The hub's certificate {file} cannot be read.", file=file),
            Sentence("Make a new one with: wellbeing hub certificate. Devices have to be paired again then."),
        ) from error


def shown(digest: bytes) -> str:
    """A fingerprint as browsers show it, to be compared by eye."""
    return digest.hex(":").upper()


def context(files: Files) -> ssl.SSLContext:
    """TLS 1.2 and 1.3 with this certificate.

    Raises:
        KnownError: certificate or key cannot be read, or do not belong together.
    """
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_NO_COMPRESSION | ssl.OP_CIPHER_SERVER_PREFERENCE
    made.num_tickets = 1
    made.set_alpn_protocols(["http/1.1"])
    try:
        made.load_cert_chain(files.certificate, files.key)
    except (OSError, ssl.SSLError) as error:
        raise KnownError(
            Sentence("Certificate and key of the hub in {folder} cannot be used.", folder=files.key.parent),
            Sentence("Make new ones with: wellbeing hub certificate. Devices have to be paired again then."),
        ) from error
    return made


def _name(text: str) -> GeneralName:
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        return x509.DNSName(text)
