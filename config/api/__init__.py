"""The platform contract of `/api/v1`: envelope, errors, pagination, input decoding, OpenAPI. Imports no app."""
