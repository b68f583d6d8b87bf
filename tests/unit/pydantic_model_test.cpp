#include "semantic/pydantic_model.h"

#include <gtest/gtest.h>

#include "app/application.h"
#include "semantic/completion.h"
#include "semantic/field_values.h"
#include "semantic/rust_regex.h"
#include "semantic_project.h"

namespace fastidious::semantic {
namespace {

using syntax::ClassDef;
using syntax::FunctionDef;

constexpr std::string_view kModels = R"py(
from typing import Annotated, ClassVar, Optional

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, constr, field_validator

from .types import Name

class Base(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: int

class Order(Base, extra="allow"):
    limit: ClassVar[int] = 3
    _cache: dict = PrivateAttr()
    plain: str
    ellipsis: str = Field(..., max_length=3)
    maybe: Optional[int] = None
    piped: int | None
    factory: list[int] = Field(default_factory=list)
    merged: Annotated[str, Field(max_length=5, description="a")] = Field("x", max_length=7)
    named: Name
    old: constr(min_length=2)
    helper: int = make()

    @field_validator("plain", mode="before")
    @classmethod
    def check(cls, value):
        return value
)py";

constexpr std::string_view kTypes = R"py(
from typing import Annotated
from pydantic import Field
Name = Annotated[str, Field(min_length=1)] | None
)py";

class PydanticModel : public testing::Test {
 protected:
  const FileModel& file() const { return project_.file("app/models.py"); }
  const ClassDef& order() const { return project_.find<ClassDef>("app/models.py", "Order"); }
  const FieldDeclaration& field(std::string_view name) const {
    for (const FieldDeclaration& one : fields_) {
      if (file().text(one.name) == name) return one;
    }
    throw std::out_of_range(std::string(name));
  }
  std::string argument(std::string_view name, std::string_view keyword) const {
    const Placed value = field(name).argument(keyword);
    return value ? std::string(value.file->text(*value.expr)) : "";
  }

  TestProject project_{
      {"app/__init__.py", ""}, {"app/models.py", kModels}, {"app/types.py", kTypes}};
  std::vector<FieldDeclaration> fields_ = own_fields(file(), order());
};

TEST_F(PydanticModel, ListsFieldsOnly) {
  std::string names;
  for (const FieldDeclaration& one : fields_) names += std::string(file().text(one.name)) + " ";
  EXPECT_EQ(names, "plain ellipsis maybe piped factory merged named old helper ");
}

TEST_F(PydanticModel, TellsDefaultsFromRequired) {
  EXPECT_FALSE(field("plain").has_default);
  EXPECT_FALSE(field("ellipsis").has_default);
  EXPECT_FALSE(field("piped").has_default);
  EXPECT_TRUE(field("maybe").has_default);
  EXPECT_TRUE(field("factory").has_default);
  EXPECT_FALSE(field("factory").default_value);
  EXPECT_EQ(file().text(*field("merged").default_value.expr), "\"x\"");
}

TEST_F(PydanticModel, LooksThroughOptionalAnnotatedAndAliases) {
  EXPECT_EQ(field("maybe").type_name(), "builtins.int");
  EXPECT_TRUE(field("maybe").nullable);
  EXPECT_TRUE(field("piped").nullable);
  EXPECT_EQ(field("named").type_name(), "builtins.str");
  EXPECT_TRUE(field("named").nullable);
  EXPECT_FALSE(field("plain").nullable);
}

TEST_F(PydanticModel, FindsArgumentsTheLastFirst) {
  EXPECT_EQ(argument("merged", "max_length"), "7");
  EXPECT_EQ(argument("merged", "description"), "\"a\"");
  EXPECT_EQ(argument("named", "min_length"), "1");
  EXPECT_EQ(argument("old", "min_length"), "2");
  EXPECT_EQ(argument("plain", "min_length"), "");
}

TEST_F(PydanticModel, SaysWhereItDoesNotKnow) {
  EXPECT_TRUE(field("helper").is_opaque);
  EXPECT_FALSE(field("merged").is_opaque);
}

TEST_F(PydanticModel, InheritsConfiguration) {
  const auto text = [&](std::string_view key) {
    const Placed value = config_setting(file(), order(), key).value;
    return value ? std::string(value.file->text(*value.expr)) : "";
  };
  EXPECT_EQ(text("extra"), "\"allow\"");
  EXPECT_EQ(text("frozen"), "True");
  EXPECT_EQ(text("strict"), "");
  EXPECT_TRUE(is_config_set(file(), order(), "frozen"));
}

TEST_F(PydanticModel, KnowsValidators) {
  const auto validator = validator_of(file(), project_.find<FunctionDef>("app/models.py", "check"));
  ASSERT_TRUE(validator);
  EXPECT_EQ(validator->mode, "before");
  const ValidatedFields validated(file(), order());
  EXPECT_TRUE(validated.contains("plain"));
  EXPECT_FALSE(validated.contains("maybe"));
}

TEST_F(PydanticModel, ProvesVersion2ByImports) {
  EXPECT_EQ(uses_pydantic_2(file()), project::Answer::Yes);
  EXPECT_EQ(uses_pydantic_2(project_.file("app/types.py")), project::Answer::Unknown);
}

TEST(ModelUse, FollowsFieldsAndBasesFromEndpoints) {
  const TestProject project({{"main.py", R"py(
from fastapi import Depends, FastAPI
from pydantic import BaseModel
app = FastAPI()
class Root(BaseModel): ...
class Inner(BaseModel): ...
class Body(Root):
    inner: list[Inner]
class Answer(BaseModel): ...
class User(BaseModel): ...
class Other(BaseModel): ...
def user(): ...
@app.post("/")
def post(body: Body, user: User = Depends(user)) -> Answer: ...
)py"}});
  std::string uses;
  const app::Application application(project.model());
  for (const app::UsedModel* one : application.model_uses().all()) {
    uses += std::string(one->file->text(one->cls->name)) + std::to_string(one->uses) + " ";
  }
  EXPECT_EQ(uses, "Root1 Inner1 Body1 Answer2 ");
}

TEST(FieldValues, ComparesLiteralsWithTypeAndBounds) {
  const TestProject project({{"m.py", R"py(
from pydantic import BaseModel, Field
class M(BaseModel):
    a: int = Field(-1, ge=0)
    b: str = Field("abc", max_length=3)
    c: float = Field(1e3, lt=1_000.5)
)py"}});
  const auto& cls = project.find<ClassDef>("m.py", "M");
  const auto fields = own_fields(project.file("m.py"), cls);
  EXPECT_EQ(broken_constraint(fields[0], fields[0].default_value), "is below `ge=0`");
  EXPECT_EQ(broken_constraint(fields[1], fields[1].default_value), "");
  EXPECT_EQ(broken_constraint(fields[2], fields[2].default_value), "");
  EXPECT_EQ(broken_type(fields[0], fields[1].default_value), "is no int");
}

TEST(RustRegex, RefusesWhatRustRefuses) {
  EXPECT_EQ(unsupported_in_rust(R"(^(?=a)b)"), "look-ahead");
  EXPECT_EQ(unsupported_in_rust(R"((a)\1)"), "back-reference");
  EXPECT_EQ(unsupported_in_rust(R"(a\Z)"), "`\\Z` (Rust writes `\\z`)");
  for (const std::string_view fine : {R"(\\1)", R"([(?=]+)", R"((?P<n>a)(?:b)(?i)c)", R"(\(?=)",
                                      R"([^](?=])", R"(a++)", "", "\\"}) {
    EXPECT_EQ(unsupported_in_rust(fine), "") << fine;
  }
}

TEST(Completion, FollowsBranchesLoopsAndHandlers) {
  const TestProject project({{"m.py", R"py(
import contextlib
import sys
def branches(x):
    if x: return 1
    else: raise ValueError
def one_branch(x):
    if x: return 1
def endless():
    while True: pass
def broken_loop():
    while True:
        for y in (): break
        break
def inner_break():
    while True:
        for y in (): break
def handled():
    try: return 1
    except ValueError: pass
def finally_returns():
    try: print()
    finally: return 1
def suppressed():
    with contextlib.suppress(ValueError): return 1
def exits(): sys.exit()
)py"}});
  const FileModel& file = project.file("m.py");
  const auto completes = [&](std::string_view name) {
    return may_complete(file, project.find<FunctionDef>("m.py", name).body);
  };
  for (const std::string_view name :
       {"branches", "endless", "inner_break", "finally_returns", "exits"}) {
    EXPECT_FALSE(completes(name)) << name;
  }
  for (const std::string_view name : {"one_branch", "broken_loop", "handled", "suppressed"}) {
    EXPECT_TRUE(completes(name)) << name;
  }
}

}  // namespace
}  // namespace fastidious::semantic
