"""The trade packs of this installation: where they lie, read once at the start."""

from pathlib import Path

from hearthline.dialogue import TRADES, TradeShelf, pack_files, read_trade
from hearthline.platform.log import get_log
from hearthline.platform.packs import PackFolder
from hearthline.platform.settings import Settings
from hearthline.understanding import Encoder, EncoderFailed, KeptTunings, OnnxEncoder

log = get_log(__name__)

_SHIPPED = Path(__file__).parents[1] / "packs"
_CHECKOUT = Path(__file__).parents[3] / "packs"


def packs_home(settings: Settings) -> Path:
    """The folder of the packs: the one set, the one shipped, or the checkout's."""
    if settings.packs.dir:
        return settings.packs.dir
    return _SHIPPED if _SHIPPED.is_dir() else _CHECKOUT


def read_packs(settings: Settings) -> TradeShelf:
    """The packs of this installation; nothing is trained yet. Raises PackIsFaulty."""
    home = packs_home(settings)
    names = [name for name in TRADES if (home / name / "pack.yaml").is_file()] or [TRADES[0]]
    folders = [PackFolder(home / name) for name in names]
    bases = {one.base.root.name for one in folders if one.base is not None}
    files = pack_files(home, [*sorted(bases), *names])
    encoder = encoder_of(settings)
    trades = tuple(read_trade(folder, encoder) for folder in folders)
    kept = KeptTunings(settings.data.dir / "tunings")
    return TradeShelf(trades, files, encoder, kept)


def encoder_of(settings: Settings) -> Encoder | None:
    """The sentence encoder that is set; None, with a line in the log, when it does not load."""
    path = settings.encoder.path
    if path is None:
        return None
    try:
        return OnnxEncoder.at(path)
    except EncoderFailed as trouble:
        log.warning("encoder.not_loaded", why=trouble.told().en)
        return None
