"""What every engine that reads texts shares: terms and their weights, themes, the sense across languages."""

from grappe.engines.texts.counts import count_terms
from grappe.engines.texts.encoder import Encoder, encoded, installed_encoder, packaged_encoder
from grappe.engines.texts.errors import EncoderAbsentError, EncoderShapeError, TextsError
from grappe.engines.texts.latent import at_length_one, latent_vectors
from grappe.engines.texts.lexical import okapi, tf_idf
from grappe.engines.texts.words import fold, spellings, stem, terms

__all__ = [
    "Encoder",
    "EncoderAbsentError",
    "EncoderShapeError",
    "TextsError",
    "at_length_one",
    "count_terms",
    "encoded",
    "fold",
    "installed_encoder",
    "latent_vectors",
    "okapi",
    "packaged_encoder",
    "spellings",
    "stem",
    "terms",
    "tf_idf",
]
