"""Letters that only their recipient can open, and that nobody but their sender can have written (libsodium).

letter ─ signed by the sender (Ed25519) ─ sealed to the recipient (X25519, XSalsa20-Poly1305) ─► file
"""

from __future__ import annotations

from dataclasses import dataclass

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

from wellbeing.family import letter
from wellbeing.family.letter import Card, Letter, LetterError
from wellbeing.model.sentence import Sentence

_LETTER = b"wellbeing family letter 1\n"
_CARD = b"wellbeing family card 1\n"
"""Begin what is signed, so that neither can stand for the other."""
_SIGNATURE = 64


@dataclass(frozen=True, slots=True)
class Keys:
    """A device's own pair of pairs."""

    sign: SigningKey
    seal: PrivateKey

    @staticmethod
    def made() -> Keys:
        """New ones, from the system's randomness."""
        return Keys(SigningKey.generate(), PrivateKey.generate())

    @staticmethod
    def of(text: str) -> Keys:
        """As the keyring keeps them.

        Raises:
            ValueError: that is no pair of keys.
        """
        data = bytes.fromhex(text)
        if len(data) != 64:
            raise ValueError("a pair of keys has 64 bytes")
        return Keys(SigningKey(data[:32]), PrivateKey(data[32:]))

    @property
    def text(self) -> str:
        """For the keyring."""
        return (bytes(self.sign) + bytes(self.seal)).hex()

    @property
    def card(self) -> Card:
        """The public halves."""
        return Card(verify=bytes(self.sign.verify_key).hex(), seal=bytes(self.seal.public_key).hex())


def card_file(keys: Keys) -> bytes:
    """One's own card, signed."""
    plain = letter.written(keys.card)
    return keys.sign.sign(_CARD + plain).signature + plain


def opened_card(data: bytes, device: str) -> Card:
    """The card of a device.

    Raises:
        LetterError: it is not that device's, or was changed.
    """
    plain = data[_SIGNATURE:]
    card = letter.read_card(plain)
    if card.device != device:
        raise _forged()
    _check(card, _CARD + plain, data[:_SIGNATURE])
    return card


def sealed(one: Letter, keys: Keys, recipient: Card) -> bytes:
    """A letter as it lies in the folder."""
    plain = letter.written(one)
    signature = keys.sign.sign(_LETTER + plain).signature
    return SealedBox(PublicKey(bytes.fromhex(recipient.seal))).encrypt(signature + plain)


def opened(data: bytes, keys: Keys, sender: Card) -> Letter:
    """A letter to oneself.

    Raises:
        LetterError: it is not for this device, was changed, or is not from that sender.
    """
    try:
        content = SealedBox(keys.seal).decrypt(data)
    except (CryptoError, ValueError):
        raise LetterError(
            Sentence("It was changed, or is not meant for this device."),
            Sentence("It is passed over; the device that wrote it writes it anew."),
        ) from None
    plain = content[_SIGNATURE:]
    _check(sender, _LETTER + plain, content[:_SIGNATURE])
    found = letter.read(plain)
    if (found.sender, found.recipient) != (sender.device, keys.card.device):
        raise _forged()
    return found


def _check(sender: Card, content: bytes, signature: bytes) -> None:
    try:
        VerifyKey(bytes.fromhex(sender.verify)).verify(content, signature)
    except (CryptoError, ValueError, TypeError):
        raise _forged() from None


def _forged() -> LetterError:
    return LetterError(
        Sentence("It does not come from the device whose name it bears."),
        Sentence("It is passed over. Look who else can write to the shared folder."),
    )
