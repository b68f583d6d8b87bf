#pragma once
// A login that compares a password with itself: `and_(User.email == email, password == password)`.

#include "semantic/model.h"

namespace fastidious::rules {

// Whether both sides are the same password.
bool compares_password_with_itself(const semantic::FileModel& file, const syntax::Compare& compare);

struct PlacedCompare {
  const semantic::FileModel* file = nullptr;
  const syntax::Compare* compare = nullptr;
  explicit operator bool() const { return compare != nullptr; }
};

// The first such comparison of the application. Reads every file: only for what is reported.
PlacedCompare password_compared_with_itself(const semantic::Model& model);

}  // namespace fastidious::rules
