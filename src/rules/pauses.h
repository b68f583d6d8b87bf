#pragma once
// What the pauses of tests are for: time.sleep(2), await asyncio.sleep(0.1).

#include "semantic/model.h"
#include "syntax/ast.h"

namespace fastidious::rules {

// As seconds; more than any test sleeps if it is no number, and none where it cannot be told.
double seconds_of(const syntax::Expr& value);

// A pause at the end: nothing that it could come too early for is done or asserted behind it. A
// block that it stands in may end something: `with TestClient(app):`.
bool has_nothing_behind(const semantic::FileModel& file, const syntax::Call& sleep,
                        const syntax::FunctionDef& test);

// Whether more time could never break the test, and less would: times have to differ, or to lapse.
bool needs_time_itself(const semantic::FileModel& file, const syntax::Call& sleep,
                       const syntax::FunctionDef& test);

// Whether the test has done nothing before but to put things in the place of others, as in
// `monkeypatch.setattr(module, "load", lambda: 1)`, and no comment says what the pause is for.
bool starts_nothing_before(const semantic::FileModel& file, const syntax::Call& sleep,
                           const syntax::FunctionDef& test);

// Whether what comes next waits by itself: `socket.receive_json()`.
bool is_followed_by_wait(const semantic::FileModel& file, const syntax::Call& sleep,
                         const syntax::FunctionDef& test);

}  // namespace fastidious::rules
