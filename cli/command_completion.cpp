// Completion in shells: the scripts ask the program itself, through the hidden command `complete`, so that they know
// what it knows.
#include <fmt/format.h>

#include <algorithm>

#include "definitions.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/library.hpp"
#include "engine/run/outcomes.hpp"
#include "options.hpp"

namespace gongjian::cli {
namespace {

// A word that may stand there, and what it is. kFiles: files may, too.
struct Candidate {
  std::string word, text;
};
using Candidates = std::vector<Candidate>;
const Candidate kFiles{":files", {}};

void add(Candidates& to, const std::vector<std::string>& words) {
  for (const std::string& word : words) to.push_back({word, {}});
}

// All that `gongjian describe` knows.
Candidates described(const Context& context) {
  Candidates found;
  for (const auto& names : {run::library_names(), run::experiment_names(), run::lesson_names()}) add(found, names);
  for (const auto& lever : run::levers()) found.push_back({lever.name, context.say(lever.label)});
  for (const auto& event : run::events()) found.push_back({event.kind, context.say(event.text)});
  for (const auto& field : run::parameters()) found.push_back({field.name, context.say(field.text)});
  const core::FrameLayout layout = run::outputs();
  for (const auto& variable : layout.variables) found.push_back({variable.name, context.say(variable.text)});
  for (const auto& outcome : run::outcomes()) found.push_back({outcome.name, context.say(outcome.text)});
  return found;
}

Candidates commands(const CLI::App& app) {
  Candidates found;
  for (const CLI::App* command : commands_of(app)) found.push_back({command->get_name(), command->get_description()});
  return found;
}

// What may be the value of an option, or stand where a positional does: those that CLI11 checks for, or by its name.
Candidates values_of(const CLI::App& app, const CLI::Option& option, const Context& context) {
  Candidates found;
  if (const std::string allowed = allowed_of(option); allowed.starts_with("{") && allowed.ends_with("}")) {
    for (const std::string& word : CLI::detail::split(allowed.substr(1, allowed.size() - 2), ','))
      found.push_back({word, {}});
    return found;
  }
  const std::string& name = option.get_single_name();
  const auto is = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (is({"names"})) return described(context);
  if (is({"command"})) return commands(app);
  if (is({"outcome"})) {
    for (const auto& outcome : run::outcomes()) found.push_back({outcome.name, context.say(outcome.text)});
    return found;
  }
  if (is({"population"})) {
    add(found, run::population_presets());
    return found;
  }
  if (type_of(option) != "TEXT") return found;
  if (is({"scenario", "scenarios", "source", "compare"})) add(found, run::library_names());
  if (is({"experiment"})) add(found, run::experiment_names());
  if (is({"lesson"})) add(found, run::lesson_names());
  found.push_back(kFiles);
  return found;
}

const CLI::Option* find(const CLI::App& app, const std::string& name) {
  for (const CLI::Option* option : options_of(app))
    for (const std::string& each : names_of(*option))
      if (each == name) return option;
  return nullptr;
}

// What may stand in place of the last word, whatever it is so far.
Candidates candidates(const CLI::App& app, std::vector<std::string> words, const Context& context) {
  if (words.empty() || words.back() == "=") words.resize(words.empty() ? 1 : words.size(), "");  // bash parts --x=y
  const std::string last = words.back();
  words.pop_back();
  const CLI::App* command = &app;
  const CLI::Option* open = nullptr;  // waits for its value
  std::size_t positionals = 0;
  bool asks_help = false;
  const auto find_option = [&](const std::string& name) {
    const CLI::Option* option = find(*command, name);
    return option != nullptr ? option : find(app, name);
  };
  for (const std::string& word : words) {
    if (word == "=") continue;
    if (open != nullptr) {
      open = nullptr;
    } else if (word.starts_with("-")) {
      const CLI::Option* option = find_option(word);
      if (option != nullptr && takes_value(*option)) open = option;
    } else if (command == &app) {
      asks_help = asks_help || word == "help";
      for (const CLI::App* each : commands_of(app))
        if (each->get_name() == word) command = each;
    } else {
      ++positionals;
    }
  }
  if (open != nullptr) return values_of(app, *open, context);
  if (const auto equals = last.find('='); last.starts_with("--") && equals != std::string::npos) {
    const CLI::Option* option = find_option(last.substr(0, equals));
    Candidates found = option != nullptr ? values_of(app, *option, context) : Candidates{};
    std::erase_if(found, [](const Candidate& each) { return each.word == kFiles.word; });
    for (Candidate& each : found) each.word = last.substr(0, equals + 1) + each.word;
    return found;
  }
  Candidates found;
  if (last.starts_with("-")) {
    for (const CLI::App* level : {command, &app})
      for (const CLI::Option* option : options_of(*level))
        if (level == command || takes_value(*option))  // --version is of the program alone
          for (const std::string& name : names_of(*option)) found.push_back({name, option->get_description()});
    return found;
  }
  if (command == &app) {
    found = commands(app);
    if (!asks_help) found.push_back({"help", context.say("tell more of a command", "说明某个命令")});
    return found;
  }
  const auto expected = positionals_of(*command);
  if (expected.empty()) return found;
  const CLI::Option* here = expected[std::min(positionals, expected.size() - 1)];
  if (positionals < expected.size() || here->get_items_expected_max() > 1) return values_of(app, *here, context);
  return found;
}

// ---- scripts

constexpr const char* kBash =
    R"(# Completion of gongjian in bash, version {0}. `source <(gongjian completion bash)` switches it on.
_gongjian() {{
  local word
  COMPREPLY=()
  while IFS=$'\t' read -r word _; do
    if [[ $word == :files ]]; then
      compopt -o filenames
      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "${{COMP_WORDS[COMP_CWORD]}}")
    else
      COMPREPLY+=("$word")
    fi
  done < <("$1" complete -- "${{COMP_WORDS[@]:1:COMP_CWORD}}" 2>/dev/null)
}}
complete -F _gongjian gongjian
)";

constexpr const char* kZsh = R"(#compdef gongjian
# Completion of gongjian in zsh, version {0}. `source <(gongjian completion zsh)` switches it on, after compinit.
_gongjian() {{
  local line
  local -a found
  for line in "${{(@f)$($words[1] complete -- "${{(@)words[2,CURRENT]}}" 2>/dev/null)}}"; do
    case $line in
      '') ;;
      :files) _files ;;
      *$'\t'*) found+=("${{line%%$'\t'*}}:${{line#*$'\t'}}") ;;
      *) found+=("$line") ;;
    esac
  done
  _describe gongjian found
}}
if [[ $funcstack[1] == _gongjian ]]; then
  _gongjian "$@"
else
  compdef _gongjian gongjian
fi
)";

constexpr const char* kFish =
    R"(# Completion of gongjian in fish, version {0}. `gongjian completion fish | source` switches it on.
function __gongjian_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] complete -- $words[2..] "$current" 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path "$current"
        else
            echo $line
        end
    end
end
complete -c gongjian -f -a '(__gongjian_complete)'
)";

void print_script(const Context&, const std::string& shell) {
  fmt::print(fmt::runtime(shell == "bash" ? kBash : shell == "zsh" ? kZsh : kFish), version());
}

}  // namespace

void add_completion(CLI::App& app, Context& context) {
  Command command(app, context, "completion",
                  {"print the script that completes commands, options and names", "输出补全命令、选项和名称的脚本"});
  auto& shell = command.runs<std::string>(print_script);
  command.option("shell", shell, {"for which shell", "用于哪种 shell"}).required().among({"bash", "zsh", "fish"});

  Command hidden(
      app, context, "complete",
      {"what may stand in place of the last word, for those scripts", "供补全脚本使用：最后一个词的位置上可以写什么"});
  hidden.hide();
  auto& words =
      hidden.runs<std::vector<std::string>>([&app](const Context& said, const std::vector<std::string>& typed) {
        const std::string last = typed.empty() || typed.back() == "=" ? "" : typed.back();
        for (const auto& [word, text] : candidates(app, typed, said))
          if (word == kFiles.word || word.starts_with(last))
            fmt::print("{}{}{}\n", word, text.empty() ? "" : "\t", text);
      });
  hidden.option("words", words, {"the words after `gongjian`", "`gongjian` 之后的各词"});
}

}  // namespace gongjian::cli
