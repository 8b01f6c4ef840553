"""The API with a description that does not depend on the Python that serves it."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

# RFC 9110 renamed these answers; Python 3.13 follows, 3.12 does not yet.
RENAMED = {413: "Content Too Large", 414: "URI Too Long", 416: "Range Not Satisfiable", 422: "Unprocessable Content"}


class DescribedAPI(NinjaAPI):
    """Describes its answers by the names of RFC 9110."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    answer["description"] = RENAMED.get(int(status), answer["description"])
        return schema
