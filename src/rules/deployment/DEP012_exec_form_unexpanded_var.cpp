#include "rules/delivery_report.h"
#include "rules/rule.h"

namespace fastidious::rules {
namespace {

using deploy::Argument;
using deploy::StartCommand;

// The variable that the word names: "PORT" of "$PORT" and "${PORT:-8000}"; empty if there is none.
std::string variable_in(std::string_view word) {
  const std::size_t dollar = word.find('$');
  if (dollar == word.npos) return {};
  std::string_view rest = word.substr(dollar + 1);
  if (rest.starts_with('{')) rest.remove_prefix(1);
  std::size_t end = 0;
  while (end < rest.size() && (rest[end] == '_' || (rest[end] >= 'A' && rest[end] <= 'Z') ||
                               (rest[end] >= '0' && rest[end] <= '9'))) {
    ++end;
  }
  return std::string(rest.substr(0, end));
}

// "8080" of the `EXPOSE 8080` above; empty without one.
std::string exposed_port(std::string_view text, Offset until) {
  const std::size_t at = text.substr(0, until).rfind("\nEXPOSE ");
  if (at == text.npos) return {};
  std::string port;
  for (std::size_t i = at + 8; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
    port += text[i];
  }
  return port;
}

// `$PORT` with the port that the image exposes, for where nobody sets the variable.
std::string with_default(std::string_view word, const std::string& port) {
  const bool is_port = word == "$PORT" || word == "${PORT}";
  return is_port && !port.empty() ? "${PORT:-" + port + "}" : std::string(word);
}

// `CMD exec uvicorn main:app --port ${PORT:-8080}`; empty if that is not all of one CMD.
std::string in_shell_form(const StartCommand& command) {
  const std::string_view text = command.file->text.view();
  const Span span = command.span;
  const std::string_view whole = text.substr(span.begin, span.end - span.begin);
  const std::size_t open = whole.find('[');
  if (!whole.starts_with("CMD") || open == whole.npos || !whole.ends_with(']')) return {};
  const std::string port = exposed_port(text, span.begin);
  std::string line = "CMD exec";
  std::size_t at = whole.find('"', open);
  while (at != whole.npos) {
    const std::size_t end = whole.find('"', at + 1);
    if (end == whole.npos) return {};
    const std::string_view word = whole.substr(at + 1, end - at - 1);
    if (word.empty() || word.find_first_of(" \t\n\\'`;&|<>*?()#") != word.npos) return {};
    line += " " + with_default(word, port);
    at = whole.find('"', end + 1);
  }
  return line;
}

void report(DeliveryCheck& check, const StartCommand& command, const Argument& word) {
  const std::string variable = variable_in(word.text);
  if (variable.empty()) return;
  Draft draft = check.report(*word.file, word.span,
                             "`{}` reaches `{}` as it stands: no shell expands it in a JSON array",
                             {word.text, deploy::name_of(command.server.server)});
  draft.risk("The server gets the letters `{}` where `{}` should be read, and ends with an error.",
             {word.text, variable});
  if (const std::string line = in_shell_form(command); !line.empty()) {
    draft.fix(
        "Write the command without the array, so that a shell expands it, and with `exec`: `{}`.",
        {line});
  }
}

void check(DeliveryCheck& check) {
  for (const StartCommand* command : check.delivery().servers()) {
    const bool docker = command->origin == StartCommand::Origin::Dockerfile;
    if (!docker || command->is_shell_form) continue;
    // Of a script's command the words stand in the script, or a shell reads them.
    const bool by_shell =
        command->server.target.file != nullptr && command->server.target.is_expanded;
    if (by_shell) continue;
    for (const Argument& word : command->server.words) {
      if (word.file == command->file && word.expansions.empty()) report(check, *command, word);
    }
  }
}

}  // namespace

extern constinit const Rule DEP012 = {
    .code = "DEP012",
    .name = "exec-form-unexpanded-var",
    .family = Family::Deployment,
    .severity = Severity::Critical,
    .risk_kind = RiskKind::Reliability,
    .fix = FixClass::Unsafe,
    .where = Where::Application,
    .references = {"https://docs.docker.com/reference/dockerfile/#shell-and-exec-form"},
    .risk =
        "The server gets the letters `$PORT` where `PORT` should be read, and ends with an error.",
    .advice =
        "Write the command in shell form, without brackets, quotes and commas and with `exec` "
        "before it, so "
        "that a shell expands it and makes way for the server: `CMD exec …`.",
    .docs = R"md(
The exec form of CMD and ENTRYPOINT, a JSON array, runs without a shell: variables in it are not expanded.

```python bad
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "$PORT"]
```

```python good
# --- Dockerfile
FROM python:3.12-slim
COPY . .
CMD exec uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}
```

Fine: `["sh", "-c", "exec uvicorn … --port $PORT"]`.
)md",
    .on_delivery = check,
};

}  // namespace fastidious::rules
