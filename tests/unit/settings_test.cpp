// Settings classes: the exact names of the environment variables they read.
#include "app/settings/settings_class.h"

#include <gtest/gtest.h>

#include "app/settings/environment_reads.h"
#include "semantic_project.h"

namespace fastidious::app {
namespace {

using semantic::TestProject;

std::string names_of(std::string_view source) {
  const TestProject project({{"settings.py", std::string(source)}});
  const SettingsTable table(project.model());
  std::string text;
  for (const EnvironmentVariable& one : table.classes().back().variables) {
    if (!text.empty()) text += " ";
    text += one.name;
    if (one.is_required) text += "!";
    if (one.is_json) text += "{}";
  }
  return text;
}

TEST(Settings, ReadsFieldsUnderTheirOwnNames) {
  EXPECT_EQ(names_of(R"(
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    foo: str
    hosts: list[str] = []
    BAR: int = 1
)"),
            "FOO! HOSTS{} BAR");
}

TEST(Settings, PrefixIsNotForAliases) {
  EXPECT_EQ(names_of(R"(
from pydantic import AliasChoices, AliasPath, Field
from pydantic_settings import BaseSettings, SettingsConfigDict
class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="T_")
    foo: str
    b: str = Field(alias="OTHER")
    c: str = Field("x", validation_alias=AliasChoices("A", "B"))
    d: str = Field("x", validation_alias=AliasPath("P", 0))
    e: str = Field("x", serialization_alias="S")
    f: str = Field("x", env="IGNORED")
)"),
            "T_FOO! OTHER! A B P T_E T_F");
}

TEST(Settings, NestedModelsNeedADelimiter) {
  EXPECT_EQ(names_of(R"(
from pydantic import BaseModel
from pydantic_settings import BaseSettings
class DB(BaseModel):
    host: str
    port: int = 1
class Settings(BaseSettings, env_prefix="T_", env_nested_delimiter="__"):
    db: DB
)"),
            "T_DB!{} T_DB__HOST T_DB__PORT");
  EXPECT_EQ(names_of(R"(
from pydantic import BaseModel
from pydantic_settings import BaseSettings
class DB(BaseModel):
    host: str
class Inner(BaseSettings):
    x: int = 1
class Settings(BaseSettings):
    db: DB
    inner: Inner = Inner()
)"),
            "DB!{}");
}

TEST(Settings, CaseAndInheritance) {
  EXPECT_EQ(names_of(R"(
from pydantic_settings import BaseSettings
class Base(BaseSettings):
    name: str = ""
class Settings(Base):
    model_config = {"case_sensitive": True, "env_prefix": "My_"}
    other: str = ""
)"),
            "My_name My_other");
}

TEST(Settings, VersionOneAsksTheFieldsEnv) {
  EXPECT_EQ(names_of(R"(
from pydantic.v1 import BaseSettings, Field
class Settings(BaseSettings):
    a: str = Field("x", env="A_NAME")
    b: str = Field("x", env=["B1", "B2"])
    c: str = ""
    class Config:
        env_prefix = "V1_"
        fields = {"c": {"env": "C_NAME"}}
)"),
            "A_NAME B1 B2 C_NAME");
}

TEST(Settings, FindsReadsPastThem) {
  const TestProject project({{"app.py", R"(
import os
from os import environ, getenv
A = os.environ["A"]
B = os.getenv("B", "b")
C = environ.get("C")
D = getenv("D")
os.environ["W"] = "1"
del os.environ["X"]
E = [environ["E"] for _ in ()]
)"}});
  std::string names;
  for (const EnvironmentRead& one : environment_reads(project.model())) {
    names += one.name + (one.is_required ? "! " : " ");
  }
  EXPECT_EQ(names, "A! B C D E! ");
}

}  // namespace
}  // namespace fastidious::app
