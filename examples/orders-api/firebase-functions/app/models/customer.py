"""Customers as the API takes and gives them."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, EmailStr, Field, SecretStr, validator


class CustomerBase(BaseModel):
    """What a customer tells about themselves."""

    email: EmailStr = Field(description="Where invoices go", examples=["ada@example.com"])
    name: str = Field(min_length=1, max_length=200, description="Full name", examples=["Ada"])


class CustomerCreate(CustomerBase):
    """The body of a registration."""

    password: str = Field(min_length=12, description="Chosen password")
    phone: str | None

    @validator("phone")
    def check_phone(cls, value: str | None) -> str | None:
        """Refuses numbers without a country code.

        Args:
            value (str | None): The number that was given.

        Returns:
            str | None: The number.

        Raises:
            TypeError: If it has no country code.
        """
        if value is not None and not value.startswith("+"):
            raise TypeError("phone must start with +")
        return value


class CustomerUpdate(BaseModel):
    """What may change later."""

    model_config = ConfigDict(extra="allow")

    name: str | None = Field(None, min_length=1, max_length=200, description="Full name")


class Customer(CustomerBase):
    """A customer as stored."""

    model_config = ConfigDict(from_attributes=True)

    id: int = Field(description="Number of the customer")
    uid: str = Field(description="Firebase user id, or one of our own")
    role: str = Field("customer", description="customer or admin")
    created_at: datetime = Field(description="When the customer registered")


class Credentials(BaseModel):
    """The body of a login."""

    email: EmailStr = Field(description="Who logs in", examples=["ada@example.com"])
    password: SecretStr = Field(description="The password")


class PasswordReset(BaseModel):
    """The body of a new password."""

    email: EmailStr = Field(description="Whose password", examples=["ada@example.com"])
    code: SecretStr = Field(min_length=6, max_length=6, description="The code that was mailed")
    password: SecretStr = Field(min_length=12, max_length=200, description="The new password")
