# --- app/models.py
from sqlalchemy import Column, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlmodel import Field, SQLModel


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))  # expect: DBT012 "`Order.customer_id` and 1 more"
    # fixed: customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    shop_id: Mapped[int] = mapped_column(
        ForeignKey("shops.id", ondelete="CASCADE"),
        nullable=False,
    )
    number: Mapped[str]


class Old(Base):
    __tablename__ = "old"
    id = Column(Integer, primary_key=True)
    order_id = Column("the_order", Integer, ForeignKey("orders.id"))  # expect: DBT012
    name = Column(String(20))


class Fine(Base):
    __tablename__ = "fine"
    id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), unique=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    third_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    fourth_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    __table_args__ = (
        Index("ix_first", "first_id", "other_id"),
        UniqueConstraint("second_id", "other_id"),
    )


Index("ix_third", Fine.third_id.desc())
Index("ix_text", func("x"))


class Row(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    owner_id: int = Field(foreign_key="users.id")  # expect: DBT012
    reader_id: int = Field(foreign_key="users.id", index=True)


class RowIn(SQLModel):
    owner_id: int = Field(foreign_key="users.id")
# --- alembic/versions/0001_first.py
from alembic import op
from sqlalchemy import text

revision = "0001"


def upgrade() -> None:
    op.create_index("ix_lower", "fine", [text("lower(name)")])
    op.create_index(op.f("ix_fourth"), "fine", ["fourth_id"], unique=False)
