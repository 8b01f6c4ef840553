from ninja import Schema


class ThemeOut(Schema):
    code: str
    name_fr: str
    name_en: str
    is_emerging: bool


class TerritoryOut(Schema):
    kind: str
    code: str
    name_fr: str
    name_en: str


class SourceOut(Schema):
    code: str
    title: str
    publisher: str
    licence: str
    url: str
