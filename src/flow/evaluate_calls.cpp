// Evaluator: calls, by what is known of libraries.
#include <algorithm>
#include <array>

#include "base/known_names.h"
#include "flow/evaluator.h"
#include "text/one_of.h"
#include "text/words.h"

namespace fastidious::flow {

using namespace syntax;
using knowledge::bit;
using knowledge::FlowFact;
using semantic::SymbolId;
using What = FlowFact::Place::What;
using Verb = FlowFact::Verb;

namespace {

// Methods that give the same text or container in another form.
constexpr std::string_view kSame[] = {
    "strip",        "lstrip",     "rstrip",          "lower",    "upper",      "title",
    "casefold",     "capitalize", "encode",          "decode",   "replace",    "removeprefix",
    "removesuffix", "copy",       "expandtabs",      "ljust",    "rjust",      "zfill",
    "translate",    "swapcase",   "model_dump_json", "as_posix", "model_copy", "absolute",
    "expanduser",   "geturl",     "unicode_string"};
// Methods that give one value by its key.
constexpr std::string_view kByKey[] = {"get",    "pop",      "getlist",     "getall",
                                       "getone", "getfirst", "__getitem__", "get_all"};
// Methods that work out `..` and links.
constexpr std::string_view kResolving[] = {"resolve"};
constexpr std::string_view kResolvers[] = {"os.path.realpath", "os.path.abspath",
                                           "os.path.normpath"};

}  // namespace

// Whether `format()` of it puts texts together. `Markup("…").format()` escapes, `sql.SQL("…")`
// quotes.
bool Evaluator::is_text(const Expr& pattern) const {
  if (pattern.is(Kind::Constant)) return true;
  const std::string_view type = file_.type_of(pattern);
  if (!type.empty()) return type == "builtins.str";
  const auto* call = pattern.as<Call>();
  const std::string_view made = call != nullptr ? file_.resolve(*call->func) : std::string_view{};
  return !made.ends_with("Markup") && !made.ends_with("SQL");
}

Taint Evaluator::call(const Call& call) {
  const auto* method = call.func->as<Attribute>();
  if (method != nullptr && !call.args.empty() && file_.text(method->attr) == "join" &&
      file_.type_of(*method->value) == "builtins.str") {
    return join(call, *method->value);
  }
  if (method != nullptr && file_.text(method->attr) == "format" && is_text(*method->value)) {
    return format(call, *method->value);
  }
  Arguments given;
  given.call = &call;
  if (method != nullptr) {
    given.receiver_expr = method->value;
    given.receiver = value(method->value);
  } else if (!call.func->is(Kind::Name)) {
    value(call.func);
  }
  given.positional.reserve(call.args.size());
  for (const Expr* argument : call.args) given.positional.push_back(value(argument));
  for (const Keyword* keyword : call.keywords) given.keywords.push_back(value(keyword->value));
  Taint taint = of_target(program_.targets().of(file_, *call.func), given);
  note_containers(call, method);
  assume_found(call, Empty::Raises);
  return taint;
}

// Lists that a call adds to, or may.
void Evaluator::note_containers(const Call& call, const Attribute* method) {
  constexpr std::string_view kAdding[] = {"append", "add", "insert", "appendleft", "setdefault"};
  constexpr std::string_view kJoining[] = {"extend", "update"};
  if (method != nullptr && !call.args.empty()) {
    const std::string_view name = file_.text(method->attr);
    if (is_one_of(name, kAdding)) note_added(*method->value, nullptr);
    if (is_one_of(name, kJoining)) note_added(*method->value, call.args[0]);
  }
  if (file_.resolve(*call.func).starts_with("builtins.")) return;
  const auto forget = [&](const Expr& passed) {
    const auto* name = passed.as<Name>();
    const SymbolId symbol = name != nullptr ? scopes_.symbol_of(*name) : SymbolId{};
    const State::Evidence* known = symbol.valid() ? state_.evidence(symbol.value) : nullptr;
    if (known != nullptr && known->is_container) state_.forget_evidence(symbol.value);
  };
  for (const Expr* one : call.args) forget(*one);
  for (const Keyword* one : call.keywords) forget(*one->value);
}

Taint Evaluator::of_target(const Target* target, const Arguments& given) {
  const auto* method = given.call->func->as<Attribute>();
  if (target != nullptr) {
    bool is_known = false;
    Taint taint = by_facts(*target, given, is_known);
    if (is_known) return taint;
    if (target->cls != nullptr) return constructed(*target, given);
    if (target->function != kNoFunction) {
      return compose(target->function, given,
                     passes_receiver(program_.function(target->function), given));
    }
  }
  return method != nullptr ? of_method(*method, given) : Taint{};
}

// ---- facts

bool Evaluator::applies(const FlowFact& fact, const Call& call) const {
  const auto is_given = [&](const std::string& name) {
    const Expr* passed = semantic::argument(file_, call, -1, name);
    const auto* constant = as<Constant>(passed);
    return passed != nullptr && (constant == nullptr || constant->type != ConstantKind::False);
  };
  if (!fact.only_if.empty() && !is_given(fact.only_if)) return false;
  if (!fact.only_text.empty()) {
    const Expr* passed = semantic::argument(file_, call, -1, fact.only_if);
    const auto text = file_.constant_string(*passed);
    if (!text || !text->starts_with(fact.only_text)) return false;
  }
  if (!program_.targets().has_what_is_asked(file_, call, fact)) return false;
  return fact.unless.empty() || !is_given(fact.unless);
}

const Expr* Evaluator::expr_at(const FlowFact::Place& place, const Arguments& given) const {
  if (place.what == What::Receiver) return given.receiver_expr;
  const int index = place.index < 0 ? -1 : place.index;
  const Expr* expr = semantic::argument(file_, *given.call, index, place.name);
  // `*values` is all the rest.
  const bool may_be_rest =
      expr == nullptr && index >= 0 && static_cast<std::uint32_t>(index) < given.call->args.size();
  return may_be_rest ? given.call->args[static_cast<std::uint32_t>(index)] : expr;
}

namespace {

const ExprList* items_of_display(const Expr& expr) {
  const auto* list = expr.as<ListExpr>();
  const auto* tuple = expr.as<Tuple>();
  if (list != nullptr) return &list->elts;
  return tuple != nullptr ? &tuple->elts : nullptr;
}

Taint flat(const Taint& taint) {
  Taint whole;
  whole.add_flat(taint);
  return whole;
}

}  // namespace

Taint Evaluator::at(const FlowFact::Place& place, const Arguments& given) const {
  Taint taint;
  if (place.what == What::Receiver) return given.receiver;
  if (place.what == What::All) {
    for (const Taint& one : given.positional) taint.add(one);
    for (const Taint& one : given.keywords) taint.add(one);
    return taint;
  }
  for (std::uint32_t i = 0; i < given.keywords.size(); ++i) {
    const Identifier name = given.call->keywords[i]->arg;
    if (name && !place.name.empty() && file_.text(name) == place.name) return given.keywords[i];
  }
  const auto index = static_cast<std::size_t>(place.index);
  if (place.index >= 0 && index < given.positional.size()) return given.positional[index];
  return taint;
}

Taint Evaluator::by_facts(const Target& target, const Arguments& given, bool& is_known) {
  Taint taint;
  Dangers cleaned = 0;
  bool passes = false;
  for (const FlowFact* fact : target.facts) {
    switch (fact->verb) {
      case Verb::Sink: sink(*fact, given, !fact->target.starts_with('.')); break;
      case Verb::Source:
        taint.add(new_source(*given.call));
        is_known = true;
        break;
      case Verb::Clean:
        cleaned |= fact->dangers;
        is_known = true;
        break;
      case Verb::Pass:
        passes = is_known = true;
        for (const FlowFact::Place& place : fact->places) taint.add(at(place, given));
        if (fact->target == "os.path.splitext") taint = taint.name_and_extension();
        if (fact->target == "re.sub") cleaned |= replaced(*given.call);
        break;
      case Verb::Write: {
        Taint written;
        for (const FlowFact::Place& place : fact->places) written.add(at(place, given));
        if (given.receiver_expr != nullptr && !written.empty()) {
          Place place = place_of(*given.receiver_expr);
          const bool is_mapping = fact->target.ends_with(".update");
          if (!is_mapping) place.path = place.path.with(Step::element());
          write(place, written, false);
        }
        break;
      }
      case Verb::Run:
        is_known = true;
        if (const Expr* function = expr_at(fact->places[0], given)) {
          const auto skip = static_cast<std::size_t>(fact->places[0].index) + 1;
          taint.add(run_other(*function, given, skip));
        }
        break;
      case Verb::Check:
        for (const FlowFact::Place& place : fact->places) look_at(at(place, given), *fact);
        break;
    }
  }
  const std::string_view name = file_.resolve(*given.call->func);
  if (is_one_of(name, kResolvers)) cleaned |= kUnresolved;
  // A method that only cleans keeps what it was called on.
  if (is_known && !passes && cleaned != 0) taint.add(given.receiver);
  if (cleaned == knowledge::kAllDangers) return {};
  if (is_known) taint.keep(~cleaned);
  return taint;
}

// Somebody who asks this about a value goes on with it only where the answer is right.
void Evaluator::look_at(const Taint& value, const FlowFact& fact) {
  for (const Mark& mark : value) {
    const bool is_path = fact.dangers == bit(Danger::Path);
    if (is_path && (mark.alive & kUnresolved) != 0) continue;
    if (mark.at.empty()) state_.clean(mark.label, fact.dangers, true);
  }
}

void Evaluator::sink(const FlowFact& fact, const Arguments& given, bool is_sure) {
  if (!applies(fact, *given.call)) return;
  for (const FlowFact::Place& place : fact.places) {
    const Expr* expr = expr_at(place, given);
    if (expr == nullptr) continue;
    if (fact.dangers == bit(Danger::Program)) {
      program_sink(*expr, given, is_sure);
      continue;
    }
    if (fact.dangers == bit(Danger::Header)) redirect_by_header(*expr, given, is_sure);
    Taint taint = at(place, given);
    // A shell reads each part of a list.
    const bool is_list = items_of_display(behind_name(*expr)) != nullptr;
    if (is_list && fact.dangers == bit(Danger::Shell)) taint = flat(taint);
    for (int i = 0; i < knowledge::kDangerCount && !taint.empty(); ++i) {
      const auto danger = static_cast<Danger>(i);
      if ((fact.dangers & bit(danger)) != 0) hit(danger, taint, *given.call, *expr, is_sure);
    }
  }
}

// headers={"Location": url}
void Evaluator::redirect_by_header(const Expr& headers, const Arguments& given, bool is_sure) {
  const Expr* bound = bound_value(headers);
  const auto* mapping = (bound != nullptr ? bound : &headers)->as<Dict>();
  if (mapping == nullptr) return;
  for (std::uint32_t i = 0; i < mapping->values.size(); ++i) {
    const auto* key = as<Constant>(mapping->keys[i]);
    if (key == nullptr || lower_case(key->value) != "location") continue;
    hit(Danger::Redirect, value(mapping->values[i]), *given.call, *mapping->values[i], is_sure);
  }
}

// The display that a name stands for; the expression itself if it stands for none.
const Expr& Evaluator::behind_name(const Expr& expr) const {
  const auto* name = expr.as<Name>();
  const semantic::SymbolId symbol = name != nullptr ? scopes_.symbol_of(*name) : SymbolId{};
  const bool is_single = symbol.valid() && scopes_.symbol(symbol).binding_count == 1;
  const Expr* bound =
      is_single ? scopes_.binding(scopes_.symbol(symbol).last_binding).value : nullptr;
  return bound != nullptr && items_of_display(*bound) != nullptr ? *bound : expr;
}

// The program and its arguments, in a list or side by side.
std::vector<const Expr*> Evaluator::command_line(const Expr& command, const Call& call) const {
  std::vector<const Expr*> parts;
  const auto add = [&](const Expr& one) {
    const Expr& list = behind_name(one);
    const ExprList* items = items_of_display(list);
    if (items == nullptr) {
      parts.push_back(&one);
    } else {
      parts.insert(parts.end(), items->begin(), items->end());
    }
  };
  add(command);
  if (file_.resolve(*call.func).starts_with("subprocess.")) return parts;
  const auto at = std::find(call.args.begin(), call.args.end(), &command);
  if (at == call.args.end()) return parts;
  for (auto more = at + 1; more != call.args.end(); ++more) add(**more);
  return parts;
}

// The program is the first part; behind `sh -c` stands a command line.
void Evaluator::program_sink(const Expr& command, const Arguments& given, bool is_sure) {
  const std::vector<const Expr*> parts = command_line(command, *given.call);
  if (parts.empty()) return;
  hit(Danger::Program, value(parts[0]), *given.call, command, is_sure);
  constexpr std::string_view kShells[] = {"sh",        "bash", "zsh",        "/bin/sh",
                                          "/bin/bash", "cmd",  "powershell", "/bin/zsh"};
  constexpr std::string_view kOptions[] = {"-c", "/c", "-lc"};
  const auto program = text_of(*parts[0]);
  if (!program || !is_one_of(*program, kShells)) return;
  for (std::size_t i = 1; i + 1 < parts.size(); ++i) {
    const auto* option = parts[i]->as<Constant>();
    if (option == nullptr || !is_one_of(option->value, kOptions)) continue;
    return hit(Danger::Shell, value(parts[i + 1]), *given.call, command, is_sure);
  }
}

// What an endpoint returns, where its `response_class` makes a page of it.
void Evaluator::answer(const Expr& returned, const Taint& value) {
  const auto* tuple = returned.as<Tuple>();  // `return page, 404`
  if (tuple != nullptr && !tuple->elts.empty()) {
    return answer(*tuple->elts[0], value.part(Step::position(0)));
  }
  for (const Danger danger : {Danger::Html, Danger::Redirect}) {
    if ((function_.answers & bit(danger)) != 0) hit(danger, value, returned, returned, true);
  }
}

void Evaluator::hit(Danger danger, const Taint& value, const Node& sink, const Expr& expr,
                    bool is_sure) {
  const bool takes_parts = danger == Danger::Header || danger == Danger::Csv;
  for (const Mark& mark : value) {
    if ((mark.alive & bit(danger)) == 0 || (!takes_parts && !mark.at.empty())) continue;
    Hit one;
    one.label = mark.label;
    one.danger = danger;
    one.is_sure = is_sure;
    one.is_unasked = (mark.alive & kUnasked) != 0;
    one.may_be_plain = (mark.alive & kPlain) != 0;
    one.file = file_.file().id.value;
    one.sink = &sink;
    one.value = &expr;
    one.hop = mark.hop;
    Summary::add(mark.label.kind == Label::Kind::Source ? summary_.flows : summary_.hits, one);
  }
}

Taint Evaluator::new_source(const Expr& expr) {
  Mark mark;
  mark.label = {Label::Kind::Source, file_.file().id.value, expr.id.value, {}};
  mark.hop = add_hop({Hop::Kind::Source, 0, &expr, kNoFunction, 0});
  Taint taint;
  taint.add(mark);
  state_.apply(taint);
  return taint;
}

// ---- methods of what is known to hold something

// (key, value) pairs: names of fields are no text of the client's.
Taint Evaluator::items_of(const Taint& mapping) const {
  Taint taint;
  for (const Mark& mark : mapping) {
    Mark item = mark;
    const bool is_whole = mark.at.empty();
    const Path rest = is_whole ? Path{} : mark.at.without_first();
    item.at = Path{}.with(Step::element()).with(Step::position(1)).with(rest);
    taint.add(item);
    if (is_whole) {
      item.at = Path{}.with(Step::element()).with(Step::position(0));
      taint.add(item);
    }
  }
  return taint;
}

Taint Evaluator::of_method(const Attribute& method, const Arguments& given) {
  if (given.receiver.empty()) return {};
  const std::string_view name = file_.text(method.attr);
  Taint taint;
  if (is_one_of(name, kSame) || is_one_of(name, kResolving)) {
    taint = given.receiver;
    if (name == "replace") {
      const auto* removed =
          given.positional.empty() ? nullptr : given.call->args[0]->as<Constant>();
      if (removed != nullptr) taint.keep(~ruled_out_without(removed->value));
      taint.keep(~ruled_out_by_doubling(*given.call));
      if (removed != nullptr && removed->value.starts_with('<') && is_json(*method.value)) {
        taint.keep(~bit(Danger::Html));
      }
      for (const Taint& one : given.positional) taint.add(one);
    }
    if (is_one_of(name, kResolving)) taint.keep(~kUnresolved);
    return taint;
  }
  if (is_one_of(name, kByKey)) {
    // request.args.get("page", type=int)
    const Expr* type = semantic::argument(file_, *given.call, -1, "type");
    if (type != nullptr && is_harmless_type(file_.project(), file_.resolve(*type))) return {};
    const bool has_key = !given.call->args.empty();
    taint = given.receiver.part(has_key ? key_of(*given.call->args[0]) : Step::element());
    if (given.positional.size() > 1) taint.add(given.positional[1]);
    state_.apply(taint);
    return taint;
  }
  if (name == "items") return items_of(given.receiver);
  if (name == "keys" && given.call->args.empty()) {
    taint.add_at(Step::element(), given.receiver.keys());
    return taint;
  }
  if (name == "values") {
    taint.add_at(Step::element(), given.receiver.part(Step::element()));
    return taint;
  }
  if (name == "model_dump" || name == "dict") {
    for (Mark mark : given.receiver) {
      if (mark.at.empty()) mark.at = Path{}.with(Step::values());
      taint.add(mark);
    }
    return taint;
  }
  taint = given.receiver.part(Step::named(method.attr));
  state_.apply(taint);
  return taint;
}

// ---- other callables

// `Method(f"{name}-auth")` raises unless there is such a member.
Taint Evaluator::looked_up_in_enum(const Arguments& given) {
  for (const Taint& one : given.positional) {
    for (const Mark& mark : one) {
      if (mark.at.empty()) state_.clean(mark.label, knowledge::kAllDangers);
    }
  }
  return {};
}

// An object of a class of the repository: what its constructor makes of what it is given, or its
// fields.
Taint Evaluator::constructed(const Target& target, const Arguments& given) {
  if (target.file->is_enum(*target.cls)) return looked_up_in_enum(given);
  if (target.function != kNoFunction) return compose(target.function, given, false);
  Taint taint;
  for (std::uint32_t i = 0; i < given.keywords.size(); ++i) {
    const Identifier name = given.call->keywords[i]->arg;
    if (name) {
      taint.add_at(Step::named(name), given.keywords[i]);
    } else {
      taint.add(given.keywords[i]);
    }
  }
  std::size_t index = 0;
  for (const Stmt* statement : target.cls->body) {
    const auto* field = statement->as<AnnAssign>();
    const auto* name = field != nullptr ? field->target->as<Name>() : nullptr;
    if (name == nullptr || index >= given.positional.size()) continue;
    taint.add_at(Step::named(name->name), given.positional[index++]);
  }
  return taint;
}

// asyncio.to_thread(function, …)
Taint Evaluator::run_other(const Expr& function, const Arguments& given, std::size_t skip) {
  const Target* target = program_.targets().of(file_, function);
  if (target == nullptr) return {};
  Arguments inner;
  inner.call = given.call;
  inner.skip = skip;
  inner.keywords = given.keywords;
  for (std::size_t i = skip; i < given.positional.size(); ++i) {
    inner.positional.push_back(given.positional[i]);
  }
  const auto* method = function.as<Attribute>();
  if (method != nullptr) {
    inner.receiver_expr = method->value;
    inner.receiver = value(method->value);
  }
  if (target->function != kNoFunction) {
    return compose(target->function, inner,
                   passes_receiver(program_.function(target->function), inner));
  }
  for (const FlowFact* fact : target->facts) {
    if (fact->verb != Verb::Sink || !applies(*fact, *given.call)) continue;
    for (FlowFact::Place place : fact->places) {
      if (place.what != What::Argument || place.index < 0) continue;
      const auto at = static_cast<std::size_t>(place.index);
      if (at >= inner.positional.size()) continue;
      for (int i = 0; i < knowledge::kDangerCount; ++i) {
        const auto danger = static_cast<Danger>(i);
        const Expr& expr = *given.call->args[static_cast<std::uint32_t>(at + skip)];
        if ((fact->dangers & bit(danger)) != 0) {
          hit(danger, inner.positional[at], *given.call, expr, true);
        }
      }
    }
  }
  return {};
}

}  // namespace fastidious::flow
