#pragma once
// Where the value of a parameter is at hand, by name: in a function and in those of the repository
// that it hands the value, or a part of it, to.

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "app/values/value.h"

namespace fastidious::app {

// A function, and what the value is called in it.
struct NamedValue {
  Definition function;               // a FunctionDef
  std::set<std::string_view> names;  // of the value, of parts and of copies
  std::set<std::string_view> forms;  // of models that only hold it: `form.item_id` is it

  // Whether `expr` is the value, or a part of it: `user`, `user.id`, `str(user.id)`.
  bool is(const syntax::Expr& expr) const;
  // Whether the function's body says any of the names.
  bool is_used() const;
};

// Whether it is what an object's key is called: "id", "order_id", "uuid".
bool is_name_of_key(std::string_view name);

// Follows values, and remembers which functions call which. Not safe for several threads.
class PassedValues {
 public:
  // `function` first, then what it calls, a few calls deep. With `as_form` the parameter is a model
  // of which only the keys count.
  std::vector<NamedValue> of(const Definition& function, std::string_view parameter,
                             bool as_form = false);

 private:
  friend class ValueFollower;
  struct KnownCall {
    const syntax::Call* call = nullptr;
    Definition callee;
  };
  const std::vector<KnownCall>& calls_in(const Definition& function);

  std::map<const syntax::Node*, std::vector<KnownCall>> calls_;  // looked up only
};

}  // namespace fastidious::app
