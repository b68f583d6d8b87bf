// Bodies that endpoints read by hand: in the endpoint, in a dependency, and not of somebody else's
// answer.
#include "app/endpoints/read_bodies.h"

#include <gtest/gtest.h>

#include "semantic_project.h"

namespace fastidious::app {
namespace {

constexpr std::string_view kMain = R"(
import httpx
from fastapi import Depends, FastAPI, Request
app = FastAPI()
async def signed(request: Request) -> bytes:
    return await request.body()
@app.post("/a")
async def by_hand(request: Request): return await request.json()
@app.post("/b")
async def by_dependency(body=Depends(signed)): ...
@app.get("/c")
async def of_an_answer(request: Request): return httpx.get("https://example.com").json()
@app.get("/d")
async def of_nothing(name: str): ...
)";

TEST(ReadBodies, AreThoseOfTheEndpointsOwnRequest) {
  const semantic::TestProject project({{"main.py", kMain}});
  const Application application(project.model(), {});
  ReadBodies read;
  std::vector<bool> found;
  for (const Route* route : application.distinct_routes().all()) {
    found.push_back(read.any_in(route->dependant));
  }
  EXPECT_EQ(found, (std::vector<bool>{true, true, false, false}));
}

}  // namespace
}  // namespace fastidious::app
