"""The routers, one module a resource."""
