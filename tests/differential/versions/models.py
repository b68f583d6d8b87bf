"""Bodies, responses and the schemas of models."""
import dataclasses
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Dict, Generic, List, Literal, Optional, Tuple, TypeVar, Union

from fastapi import Body, FastAPI, HTTPException, status
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import AnyUrl, BaseModel, ConfigDict, Field, HttpUrl, RootModel, computed_field

app = FastAPI()
T = TypeVar("T")


class Kind(str, Enum):
    only = "only"


class Image(BaseModel):
    url: HttpUrl
    link: Optional[AnyUrl] = None
    name: str = Field(..., min_length=1, max_length=50, examples=["Foo"])


class Item(BaseModel):
    """An item."""

    model_config = ConfigDict(extra="forbid", title="The Item")
    name: str
    price: float = Field(gt=0, description="What it costs.")
    tags: List[str] = []
    image: Optional[Image] = None
    images: List[Image] = Field(default_factory=list, max_length=3)
    extra: Dict[str, Any] = {}
    numbers: Dict[str, int] = {}
    keyed: Dict[Annotated[str, Field(min_length=2)], int] = {}
    pair: Tuple[int, str] = (1, "a")
    many: Tuple[int, ...] = ()
    when: datetime
    cost: Decimal = Decimal("1.5")
    kind: Kind = Kind.only
    mode: Literal["fast", "slow"] = "fast"
    fixed: Literal["fixed"] = "fixed"
    data: bytes = b""
    plain: dict = {}
    listed: list = []


class WithComputed(BaseModel):
    width: int
    height: int = 3

    @computed_field
    @property
    def area(self) -> int:
        """Its area."""
        return self.width * self.height


class Aliased(BaseModel):
    user_name: str = Field(alias="userName")
    sent: int = Field(1, serialization_alias="sentOut")
    taken: int = Field(2, validation_alias="takenIn")


class Cat(BaseModel):
    type: Literal["cat"]
    lives: int = 9


class Dog(BaseModel):
    type: Literal["dog"] = "dog"
    barks: Optional[bool] = None


class Owner(BaseModel):
    pet: Union[Cat, Dog] = Field(discriminator="type")
    maybe: Optional[Annotated[Union[Cat, Dog], Field(discriminator="type")]] = None
    either: Union[int, str, Cat]


class Page(BaseModel, Generic[T]):
    items: List[T]
    next: Optional[int] = None


class Tags(RootModel[List[str]]):
    """Tags."""


class Node(BaseModel):
    children: List["Node"] = []


@dataclasses.dataclass
class Point:
    x: int
    y: float = 0.5


@app.post("/items", status_code=status.HTTP_201_CREATED, response_model=Item)
def create_item(item: Item):
    return item


@app.put("/items/{item_id}", responses={404: {"description": "Gone"}, 409: {"model": Image}})
def update_item(item_id: int, item: Item, image: Image, importance: int = Body(gt=0)) -> Item:
    raise HTTPException(404)


@app.patch("/embedded")
def embedded(item: Annotated[Item, Body(embed=True)], note: Optional[str] = None):
    return item


@app.post("/computed")
def computed(value: WithComputed) -> WithComputed:
    return value


@app.post("/aliased")
def aliased(value: Aliased) -> Aliased:
    return value


@app.post("/owners", response_model=List[Owner])
def owners(owner: Owner):
    return [owner]


@app.get("/page", response_model=Page[Item])
def page():
    return None


@app.get("/pages")
def pages() -> Page[int]:
    return None


@app.post("/tags")
def tags(value: Tags) -> Tags:
    return value


@app.post("/nodes")
def nodes(value: Node) -> Node:
    return value


@app.post("/points")
def points(value: Point) -> Point:
    return value


@app.post("/list")
def take_list(values: List[Item]) -> Dict[str, Image]:
    return {}


@app.post("/optional")
def optional(item: Optional[Item] = None, number: Optional[int] = Body(None)):
    return item


@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int) -> None:
    return None


@app.get("/html", response_class=HTMLResponse)
def html():
    return ""


@app.get("/go", response_class=RedirectResponse, status_code=302)
def go():
    return ""


@app.get("/raw")
def raw() -> Response:
    return Response()


@app.get("/union", response_model=Union[Item, Image, None])
def union():
    return None
