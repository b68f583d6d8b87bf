// Evaluator: text that carries a signature which only the application, or who shares its key,
// makes.
#include <array>

#include "flow/evaluator.h"
#include "text/one_of.h"

namespace fastidious::flow {

using namespace syntax;

namespace {

constexpr std::array<std::string_view, 9> kForms = {
    "hexdigest", "digest", "encode", "decode", "strip", "rstrip", "lower", "upper", "hex"};
constexpr std::array<std::string_view, 7> kEncoders = {
    "base64.b64encode", "base64.urlsafe_b64encode", "base64.standard_b64encode", "binascii.hexlify",
    "builtins.str",     "builtins.bytes",           "base64.b32encode"};

// Whether a function of the repository signs what it is given.
bool signs(const semantic::FileModel& file, const Expr& function) {
  const semantic::Definition found = file.definition_of(function);
  const auto* definition = as<FunctionDef>(found.node);
  if (definition == nullptr) return false;
  for (const auto* call : found.file->tree().nodes_of<Call>(*definition)) {
    const std::string_view target = found.file->resolve(*call->func);
    if (target == "hmac.new" || target == "hmac.digest") return true;
  }
  return false;
}

}  // namespace

// From here on what `text` was made of is not only what a client sent. Who has signed the body has
// signed what is read from it.
void Evaluator::note_signed(const Expr& text) {
  constexpr std::array<std::string_view, 4> kReadings = {"json", "form", "text", "stream"};
  for (const Mark& mark : value(&text)) {
    state_.clean(mark.label, knowledge::kAllDangers);
    if (mark.label.path != Path{}.with(step_of("body"))) continue;
    for (const std::string_view reading : kReadings) {
      Label other = mark.label;
      other.path = Path{}.with(step_of(reading));
      state_.clean(other, knowledge::kAllDangers);
    }
  }
}

// `expected = hmac.new(key, text).hexdigest()`: who sent what equals it has the key, and means
// `text`.
void Evaluator::assume_signed(const Expr& signature, int depth) {
  constexpr int kMost = 8;
  if (depth > kMost || state_.variables().empty()) return;
  if (signature.is(Kind::Name)) {
    const Expr* bound = bound_value(signature);
    if (bound != nullptr && !bound->is(Kind::Name)) assume_signed(*bound, depth + 1);
  } else if (const auto* joined = signature.as<JoinedStr>()) {
    for (const Expr* part : joined->values) assume_signed(*part, depth + 1);
  } else if (const auto* formatted = signature.as<FormattedValue>()) {
    assume_signed(*formatted->value, depth + 1);
  } else if (const auto* sum = signature.as<BinOp>()) {
    assume_signed(*sum->left, depth + 1);
    assume_signed(*sum->right, depth + 1);
  } else if (const auto* call = signature.as<Call>()) {
    const std::string_view target = file_.resolve(*call->func);
    const auto* method = call->func->as<Attribute>();
    if (target == "hmac.new" || target == "hmac.digest") {
      if (const Expr* text = semantic::argument(file_, *call, 1, "msg")) note_signed(*text);
    } else if (is_one_of(target, kEncoders) && !call->args.empty()) {
      assume_signed(*call->args[0], depth + 1);
    } else if (method != nullptr && is_one_of(file_.text(method->attr), kForms)) {
      assume_signed(*method->value, depth + 1);
    } else if (signs(file_, *call->func)) {
      for (const Expr* argument : call->args) note_signed(*argument);
    }
  }
}

}  // namespace fastidious::flow
